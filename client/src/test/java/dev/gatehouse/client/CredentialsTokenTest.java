package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.UnauthorizedException;
import dev.gatehouse.client.model.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTokenTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");
    private static final ScriptedResponse REFUSED =
            ScriptedResponse.json(401, "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Invalid token\"}");

    @Test
    void asksForATokenWithTheSecret() {
        server.answers(ROLE);

        client(credentials()).getRole("rol_1");

        assertThat(server.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST /oauth/token");
            assertThat(request.headers()).containsEntry("content-type", "application/json");
            assertThat(request.headers()).doesNotContainKey("authorization");
            assertThat(request.body())
                    .isEqualTo("{\"grant_type\":\"client_credentials\",\"client_id\":\"my-client\","
                            + "\"audience\":\"https://tenant.example/api/v2/\",\"client_secret\":\"s3cr3t-of-mine\"}");
        });
        assertThat(server.calls().get(0).headers()).containsEntry("authorization", "Bearer token-1");
    }

    @Test
    void asksForTheAudienceAndTheScopesItIsGiven() {
        client(credentials().audience("urn:other").scope("read:users read:roles"))
                .getAccessToken();

        assertThat(server.tokenRequests().get(0).body())
                .contains("\"audience\":\"urn:other\"", "\"scope\":\"read:users read:roles\"");
    }

    @Test
    void asksOnceHoweverManyCallsNeedAToken() {
        server.tokenAnswers(ScriptedServer.token("slow", 86_400).pausing(Duration.ofMillis(200)));
        IntStream.range(0, 20).forEach(i -> server.answers(ROLE));
        AsyncManagementClient client = client(credentials()).async();

        List<CompletableFuture<Role>> calls =
                IntStream.range(0, 20).mapToObj(i -> client.getRole("rol_1")).toList();
        calls.forEach(CompletableFuture::join);

        assertThat(server.tokenRequests()).hasSize(1);
        assertThat(server.calls())
                .hasSize(20)
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("authorization", "Bearer slow"));
    }

    @Test
    void asksForEachCallWithoutACache() {
        server.answers(ROLE, ROLE);
        ManagementClient client = client(credentials().enableTokenCache(false));

        client.getRole("rol_1");
        client.getRole("rol_1");

        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void keepsATokenUntilTenSecondsBeforeItExpires() {
        server.tokenAnswers(ScriptedServer.token("first", 600));
        ManagementClient client = client(credentials());

        assertThat(client.getAccessToken()).isEqualTo("first");
        time.pass(Duration.ofSeconds(539));
        assertThat(client.getAccessToken()).isEqualTo("first");
        assertThat(server.tokenRequests()).hasSize(1);
        time.pass(Duration.ofSeconds(51));
        assertThat(client.getAccessToken()).isEqualTo("token-1");
    }

    @Test
    void renewsATokenNearItsEndWhileItStillServes() throws InterruptedException {
        server.tokenAnswers(ScriptedServer.token("first", 600));
        ManagementClient client = client(credentials());
        client.getAccessToken();

        time.pass(Duration.ofSeconds(545));

        assertThat(client.getAccessToken()).isEqualTo("first");
        Eventually.holds(() -> client.getAccessToken().equals("token-1"));
        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void waitsBeforeItTriesAFailedRenewalAgain() throws InterruptedException {
        server.tokenAnswers(ScriptedServer.token("first", 600), ScriptedResponse.json(403, "{}"));
        ManagementClient client = client(credentials());
        client.getAccessToken();
        time.pass(Duration.ofSeconds(545));
        client.getAccessToken();
        Eventually.holds(() -> server.tokenRequests().size() == 2);
        Thread.sleep(50);

        assertThat(client.getAccessToken()).isEqualTo("first");
        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void keepsATokenNoLongerThanItsTtl() {
        ManagementClient client = client(credentials().tokenCacheTtl(Duration.ofSeconds(10)));

        assertThat(client.getAccessToken()).isEqualTo("token-1");
        time.pass(Duration.ofSeconds(8));
        assertThat(client.getAccessToken()).isEqualTo("token-1");
        assertThat(server.tokenRequests()).hasSize(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(client.getAccessToken()).isEqualTo("token-2");
    }

    @Test
    void replacesARefusedTokenAndCallsOnceMore() {
        server.answers(REFUSED, ROLE);

        Role role = client(credentials()).getRole("rol_1");

        assertThat(role.id()).isEqualTo("rol_1");
        assertThat(server.calls())
                .extracting(call -> call.headers().get("authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        server.answers(REFUSED, REFUSED);
        ManagementClient client = client(credentials());

        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 401: Invalid token (after 2 attempts)");
        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void triesAgainWhereItDoesNoHarm() {
        server.tokenAnswers(
                ScriptedResponse.json(429, "{}").header("retry-after", "3"),
                ScriptedResponse.json(503, "{}"),
                ScriptedResponse.dropped());

        assertThat(client(credentials()).getAccessToken()).isEqualTo("token-1");
        assertThat(server.tokenRequests()).hasSize(4);
        assertThat(time.waits()).hasSize(3).first().isEqualTo(Duration.ofSeconds(3));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        ScriptedResponse.json(
                                401, "{\"error\":\"access_denied\",\"error_description\":\"Unauthorized\"}"),
                        " returned 401 access_denied: Unauthorized"),
                Arguments.of(
                        ScriptedResponse.json(403, "{\"error\":\"unauthorized_client\"}"),
                        " returned 403 unauthorized_client"),
                Arguments.of(
                        ScriptedResponse.text(400, "text/html", "<html>"),
                        " returned 400 with nothing that is a token"),
                Arguments.of(
                        ScriptedResponse.ok("{\"token_type\":\"Bearer\"}"),
                        " returned 200 with nothing that is a token"),
                Arguments.of(ScriptedResponse.ok("[]"), " returned 200 with nothing that is a token"),
                Arguments.of(ScriptedResponse.empty(200), " returned 200 with nothing that is a token"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyThereIsNoToken(ScriptedResponse answer, String why) {
        server.tokenAnswers(answer);
        ManagementClient client = client(credentials());

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("No access token: POST " + server.uri() + "/oauth/token" + why);
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "9223372036854775807", "\"soon\"", "1e400"})
    void livesWithAnyLifetime(String lifetime) {
        server.tokenAnswers(ScriptedResponse.ok("{\"access_token\":\"odd\",\"expires_in\":" + lifetime + "}"));

        assertThat(client(credentials()).getAccessToken()).isEqualTo("odd");
    }
}
