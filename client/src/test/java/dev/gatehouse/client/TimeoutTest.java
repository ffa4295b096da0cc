package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.token.TokenProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In real time: these time-outs are the network's. */
@Timeout(20)
class TimeoutTest extends ClientTest {
    private static final ScriptedResponse SLOW =
            ScriptedResponse.ok("{\"id\":\"rol_1\"}").pausing(Duration.ofSeconds(15));

    private ManagementClientBuilder impatient() {
        return options()
                .token("static")
                .time(Clock.systemUTC(), Timer.on(ForkJoinPool.commonPool()))
                .attemptTimeout(Duration.ofMillis(300));
    }

    @Test
    void givesUpAnAnswerThatTricklesIn() {
        server.answers(SLOW);
        // Long enough for the headers to come in, however busy the machine is.
        ManagementClient client =
                client(impatient().attemptTimeout(Duration.ofSeconds(3)).maxRetries(0));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET " + server.uri() + "/api/v2/roles/rol_1 failed:"
                        + " SocketTimeoutException: no complete response within 3000 ms");
    }

    @Test
    void triesAgainAfterATimeOut() {
        server.answers(SLOW, ScriptedResponse.ok("{\"id\":\"rol_2\"}"));

        assertThat(client(impatient().attemptTimeout(Duration.ofSeconds(2)))
                        .getRole("rol_1")
                        .id())
                .isEqualTo("rol_2");
    }

    @Test
    void endsWithTheWholeCallsTime() {
        server.answers(SLOW, SLOW, SLOW, SLOW, SLOW);
        ManagementClient client = client(impatient().maxRetries(10).totalTimeout(Duration.ofMillis(1500)));
        long start = System.nanoTime();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageMatching("GET " + server.uri() + "/api/v2/roles/rol_1 failed: .* \\(after \\d attempts\\)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void doesNotWaitLongerForAToken() {
        TokenProvider never = new TokenProvider() {
            @Override
            public CompletableFuture<String> token() {
                return new CompletableFuture<>();
            }

            @Override
            public void refused(String token) {}
        };
        ManagementClient client = client(impatient().tokenProvider(never).totalTimeout(Duration.ofMillis(300)));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage(
                        "GET " + server.uri() + "/api/v2/roles/rol_1 failed: timed out: it waited for an access token");
    }

    @Test
    void timesRequestsForTokensOutToo() {
        server.tokenAnswers(ScriptedServer.token("slow", 600).pausing(Duration.ofSeconds(15)));
        ManagementClient client = client(credentials()
                .time(Clock.systemUTC(), Timer.on(ForkJoinPool.commonPool()))
                .attemptTimeout(Duration.ofMillis(300))
                .maxRetries(0));

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageStartingWith("No access token: POST " + server.uri()
                        + "/oauth/token failed: SocketTimeoutException: no complete response within 300 ms");
    }

    @Test
    void saysThatNobodyListens() {
        server.close();
        ManagementClient client = client(options().token("static").maxRetries(0));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageStartingWith("GET " + server.uri() + "/api/v2/roles/rol_1 failed: ConnectException");
    }

    @Test
    void saysThatAHostIsUnknown() {
        ManagementClient client = client(options()
                .baseUrl(URI.create("https://tenant.invalid"))
                .token("static")
                .maxRetries(0));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageStartingWith(
                        "GET https://tenant.invalid/api/v2/roles/rol_1 failed: UnknownHostException: tenant.invalid");
    }
}
