package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.CompletedCall;
import dev.gatehouse.client.http.HttpClientTransport;
import dev.gatehouse.client.http.RequestOptions;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of single calls, and what calls tell. */
class CallOptionsTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");

    @TempDir
    Path folder;

    @Test
    void optionsHoldForTheCallsTheyAreGivenFor() {
        server.answers(ROLE, ScriptedResponse.json(503, "{}"), ROLE);
        ManagementClient client = client(options().token("static").header("x-one", "1"));

        client.with(new RequestOptions().customDomain("login.example.com").header("x-one", "2"))
                .getRole("rol_1");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(
                        () -> client.with(new RequestOptions().maxRetries(0)).getRole("rol_1"))
                .satisfies(e -> assertThat(e.status()).isEqualTo(503));
        client.getRole("rol_1");

        assertThat(server.calls().get(0).headers())
                .containsEntry("auth0-custom-domain", "login.example.com")
                .containsEntry("x-one", "2");
        assertThat(server.calls().get(2).headers())
                .doesNotContainKey("auth0-custom-domain")
                .containsEntry("x-one", "1");
    }

    @Test
    void optionsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions().header("authorization", "Bearer x"))
                .withMessage("'authorization' is not a header that can be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions().totalTimeout(Duration.ZERO))
                .withMessage("A time-out must be greater than 0 and at most a day, and is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options().maxConcurrentRequests(0))
                .withMessage("maxConcurrentRequests must be at least 1, and is 0");
    }

    @Test
    void listenersSeeOutcomeAttemptsAndWaits() {
        server.answers(
                ScriptedResponse.json(429, "{}").header("retry-after", "3"), ROLE, ScriptedResponse.json(404, "{}"));
        List<CompletedCall> ended = new CopyOnWriteArrayList<>();
        List<String> started = new CopyOnWriteArrayList<>();
        ManagementClient client = client(options().token("static").callListener(call -> {
            started.add(call.operation() + " " + call.method() + " " + call.pathTemplate());
            return ended::add;
        }));

        client.getRole("rol_1");
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> client.deleteRole("rol_1"));

        assertThat(started)
                .containsExactly("roles.get GET /api/v2/roles/{id}", "roles.delete DELETE /api/v2/roles/{id}");
        assertThat(ended.get(0).status()).isEqualTo(200);
        assertThat(ended.get(0).attempts()).isEqualTo(2);
        assertThat(ended.get(0).backedOff()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ended.get(0).duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ended.get(0).failure()).isNull();
        assertThat(ended.get(1).status()).isEqualTo(404);
        assertThat(ended.get(1).failure()).isInstanceOf(ApiException.class);
    }

    @Test
    void aListenerThatFailsFailsNoCall() {
        server.answers(ROLE);
        ManagementClient client = client(options().token("static").callListener(call -> {
            throw new IllegalStateException("mine");
        }));

        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
    }

    @Test
    void interceptorsSeeTheOperation() {
        server.answers(ROLE);
        List<String> seen = new CopyOnWriteArrayList<>();

        client(credentials().interceptor((request, next) -> {
                    seen.add(request.operation());
                    return next.send(request);
                }))
                .getRole("rol_1");

        assertThat(seen).containsExactly("oauth.token", "roles.get");
    }

    @Test
    void errorsTellWhatTheResponseWas() {
        server.answers(
                ScriptedResponse.json(429, "{\"message\":\"slow\",\"more\":1}").header("retry-after", "90"));
        ManagementClient client = client();

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.header("Retry-After")).isEqualTo("90");
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(90));
                    assertThat(e.body().path("more").asInt()).isEqualTo(1);
                });
    }

    @Test
    void errorsOfTokensTellTheOAuthError() {
        server.tokenAnswers(ScriptedResponse.json(
                403, "{\"error\":\"access_denied\",\"error_description\":\"Client is not authorized\"}"));
        ManagementClient client = client(credentials());

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .satisfies(e -> {
                    assertThat(e.error()).isEqualTo("access_denied");
                    assertThat(e.errorDescription()).isEqualTo("Client is not authorized");
                    assertThat(e.status()).isEqualTo(403);
                    assertThat(e.attempts()).isEqualTo(1);
                    assertThat(e.isTimeout()).isFalse();
                });
    }

    @Test
    void whatIsNoHttpIsNotAskedForAgain() throws Exception {
        try (ServerSocket odd = new ServerSocket(0)) {
            Thread server = new Thread(() -> {
                try {
                    while (true) {
                        try (Socket peer = odd.accept()) {
                            peer.getInputStream().read(new byte[64]);
                            peer.getOutputStream().write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            server.start();
            ManagementClient client =
                    client(options().token("static").baseUrl(URI.create("http://localhost:" + odd.getLocalPort())));

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> client.getRole("rol_1"))
                    .satisfies(e -> assertThat(e.attempts()).isEqualTo(1))
                    .withMessageEndingWith("ProtocolException: the response is not HTTP/1.1");
        }
    }

    @Test
    void asksForGzipAndReadsIt() throws IOException {
        server.answers(gzipped("{\"id\":\"rol_1\",\"name\":\"" + "r".repeat(5000) + "\"}"));

        Role role = client().getRole("rol_1");

        assertThat(role.name()).hasSize(5000);
        assertThat(server.calls().get(0).headers()).containsEntry("accept-encoding", "gzip");
    }

    private static ScriptedResponse gzipped(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return new ScriptedResponse(
                200,
                Map.of("content-type", "application/json", "content-encoding", "gzip"),
                packed.toByteArray(),
                Duration.ZERO);
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        server.answers(gzipped(" ".repeat(70 << 20)));
        ManagementClient client = client();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageEndingWith("ProtocolException: the response is longer than 67108864 bytes");
    }

    @Test
    void longListsAreSentInSeveralCalls() {
        server.otherwise(request -> ScriptedResponse.empty(204));
        List<String> members =
                IntStream.range(0, 250).mapToObj(i -> "auth0|" + i).toList();

        client().organizations().addMembers("org_1", members);

        assertThat(server.calls())
                .hasSizeGreaterThan(1)
                .allSatisfy(call -> assertThat(call.line()).isEqualTo("POST /api/v2/organizations/org_1/members"));
        assertThat(server.calls().stream()
                        .mapToInt(call -> call.body().split("auth0").length - 1)
                        .sum())
                .isEqualTo(250);
    }

    /** As callers without null analysis pass it. */
    @SuppressWarnings("NullAway")
    @Test
    void argumentsThatAreNullAreNamed() {
        ManagementClient client = client();

        assertThatNullPointerException()
                .isThrownBy(() -> client.roles().get(null))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> client.roles().create((RoleCreate) null))
                .withMessage("body");
    }

    @Test
    void hostNamesThatJavaCannotReachAreRefusedWhenTheClientIsBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.builder()
                        .domain("my_tenant.example")
                        .token("t")
                        .build())
                .withMessage("The domain must be a host name, without an underscore or a label that ends in '-', and is"
                        + " my_tenant.example");
    }

    @Test
    void theJdksClientIsATransport() throws Exception {
        server.answers(ROLE, ScriptedResponse.json(503, "{}"), gzipped("{\"id\":\"rol_2\"}"));
        ManagementClient client = client(credentials().transport(HttpClientTransport::new));

        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
        assertThat(client.async().getRole("rol_2").join().id()).isEqualTo("rol_2");
        assertThat(server.tokenRequests()).hasSize(1);
    }

    @Test
    void theJdksClientTrustsAndGoesByTheProxyAsItIsTold() throws Exception {
        SSLContext tls = Certificates.make(folder);
        try (ScriptedServer secure = new ScriptedServer(tls)) {
            secure.answers(ROLE);
            ManagementClient trusting = client(options()
                    .token("static")
                    .baseUrl(secure.uri())
                    .proxy(ProxySelector.of(null))
                    .trustedCertificates(folder.resolve("ca.pem"))
                    .transport(HttpClientTransport::new));
            assertThat(trusting.getRole("rol_1").id()).isEqualTo("rol_1");
        }
        server.answers(ROLE);
        ManagementClient proxied = client(ManagementClient.builder()
                .domain("tenant.example")
                .baseUrl(URI.create("http://tenant.example"))
                .token("static")
                .proxy(ProxySelector.of(
                        new InetSocketAddress("localhost", server.address().getPort())))
                .transport(HttpClientTransport::new));
        assertThat(proxied.getRole("rol_1").id()).isEqualTo("rol_1");
        assertThat(server.calls().get(0).target()).isEqualTo("http://tenant.example/api/v2/roles/rol_1");
    }

    @Test
    void theJdksClientEndsABodyThatTakesTooLong() {
        server.answers(ROLE.pausing(Duration.ofSeconds(20)));
        ManagementClient client = client(options()
                .token("static")
                .maxRetries(0)
                .attemptTimeout(Duration.ofSeconds(1))
                .transport(HttpClientTransport::new));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .satisfies(e -> assertThat(e.isTimeout()).isTrue());
    }
}
