package dev.gatehouse.server.store.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.OnEveryDatabase;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two whole servers that share nothing but a database. */
@OnEveryDatabase
@Timeout(120)
class TwoNodesTest {
    private static final int BURST = 40;
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Backend backend;
    private TestTenant one;
    private TestTenant other;

    TwoNodesTest(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        assumeTrue(backend.mostServers() > 1);
        Map<Setting, String> settings = new EnumMap<>(backend.newPlace().settings());
        settings.put(Setting.ENCRYPTION_KEY, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        settings.put(Setting.RATE_LIMIT, "0.001");
        settings.put(Setting.RATE_LIMIT_BURST, Integer.toString(BURST));
        one = new TestTenant(directory.resolve("one"), settings);
        other = new TestTenant(directory.resolve("other"), settings);
    }

    @AfterEach
    void stop() {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceAndOnTheOtherNodeWithinASecond() throws Exception {
        String token = one.token("");
        assertThat(with(other, token).get("/roles").status()).isEqualTo(200);
        String payload = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        String jti = payload.replaceAll(".*\"jti\":\"([^\"]+)\".*", "$1");

        with(one, token)
                .post("/blacklists/tokens", "{'jti': '%s'}".formatted(jti))
                .expect(204);
        assertThat(with(one, token).get("/roles").status()).isEqualTo(401);
        within(A_SECOND, () -> with(other, token).get("/roles").status() == 401);
    }

    @Test
    void aRotatedKeyIsPublishedAtOnceAndOnTheOtherNodeWithinASecond() throws Exception {
        String before = keys(one);
        assertThat(keys(other)).isEqualTo(before);

        one.caller().post("/keys/signing/rotate", "{}").expect(201);
        String rotated = keys(one);
        assertThat(rotated).isNotEqualTo(before);
        within(A_SECOND, () -> keys(other).equals(rotated));
        String signed = other.token("read:roles");
        assertThat(with(one, signed).get("/roles").status()).isEqualTo(200);
    }

    /** A subscriber to one node learns of what happens at the other. */
    @Test
    void anEventOfOneNodeIsToldByTheOtherWithinASecond() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(other.base() + "/api/v2/events"))
                .header("authorization", "Bearer " + other.token("read:events"))
                .build();
        HttpResponse<InputStream> response = other.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            String line = lines.readLine();
            while (!line.contains("offset-only")) {
                line = lines.readLine();
            }
            one.caller()
                    .post("/connections", "{'name': 'email', 'strategy': 'email'}")
                    .expect(201);
            one.caller()
                    .post("/users", "{'connection': 'email', 'email': 'ada@example.com'}")
                    .expect(201);
            long began = System.nanoTime();
            while (!line.contains("ada@example.com")) {
                line = lines.readLine();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(A_SECOND);
        }
    }

    /** The rate is next to nothing, so that what is let through is what was there at first. */
    @Test
    void nodesLetThroughWhatIsTheTenantsTogether() throws Exception {
        int allowed = 0;
        for (int i = 0; i < 3 * BURST; i++) {
            allowed += allowed(one) + allowed(other);
            Thread.sleep(10);
        }
        // As has each node alone in a quarter of a second, and the other once it has been told.
        assertThat(allowed).isBetween(BURST, 2 * BURST);
        Thread.sleep(600);
        assertThat(allowed(one) + allowed(other)).isZero();
        ApiResponse refused = other.caller().get("/roles");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
    }

    private static int allowed(TestTenant node) {
        return node.caller().get("/roles").status() == 200 ? 1 : 0;
    }

    /** What is allowed is counted by how long the responses are held back: after ten failures, for longer than a little. */
    @Test
    void wrongSecretsAreCountedOnAllNodesTogether() throws Exception {
        for (int i = 0; i < 12; i++) {
            fail(i % 2 == 0 ? one : other);
        }
        Thread.sleep(600);
        assertThat(fail(one)).isGreaterThan(Duration.ofMillis(400));
        assertThat(fail(other)).isGreaterThan(Duration.ofMillis(400));
    }

    private static Duration fail(TestTenant node) {
        long began = System.nanoTime();
        node.root()
                .post("/oauth/token", """
                        {'grant_type': 'client_credentials', 'client_id': '%s', 'client_secret': 'wrong', 'audience': '%s'}
                        """.formatted(TestTenant.CLIENT_ID, TestTenant.AUDIENCE))
                .expect(401);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Caller with(TestTenant node, String token) {
        return node.anonymous().with("authorization", "Bearer " + token);
    }

    private static String keys(TestTenant node) {
        return node.root().get("/.well-known/jwks.json").toString();
    }

    private static void within(Duration time, BooleanSupplier condition) throws InterruptedException {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(time);
            Thread.sleep(20);
        }
    }
}
