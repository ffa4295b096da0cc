package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleUpdate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");
    private static final ScriptedResponse LIMITED = ScriptedResponse.json(
            429,
            "{\"statusCode\":429,\"error\":\"Too Many Requests\",\"message\":\"Global limit has been reached\","
                    + "\"errorCode\":\"too_many_requests\"}");
    private static final ScriptedResponse UNAVAILABLE =
            ScriptedResponse.json(503, "{\"statusCode\":503,\"error\":\"Service Unavailable\",\"message\":\"Later\"}");

    /** Whether a second attempt follows a 429, a 503 and a lost connection: by default, and when unsafe calls are retried too. */
    @ParameterizedTest(name = "{0} after {1}, unsafe calls too: {2}")
    @CsvSource({
        "GET, 429, false, true",
        "GET, 503, false, true",
        "GET, lost, false, true",
        "POST, 429, false, true",
        "POST, 503, false, false",
        "POST, lost, false, false",
        "PATCH, 429, false, true",
        "PATCH, 503, false, false",
        "PATCH, lost, false, false",
        "DELETE, 429, false, true",
        "DELETE, 503, false, true",
        "DELETE, lost, false, true",
        "POST, 503, true, true",
        "POST, lost, true, true",
        "PATCH, 503, true, true",
        "PATCH, lost, true, true",
    })
    void retriesWhatDoesNoHarm(String method, String trouble, boolean retryUnsafe, boolean retried) {
        ScriptedResponse first = switch (trouble) {
            case "429" -> LIMITED;
            case "503" -> UNAVAILABLE;
            default -> ScriptedResponse.dropped();
        };
        server.answers(first, ROLE);
        ManagementClient client = client(options().token("static").retryUnsafeCalls(retryUnsafe));

        if (retried) {
            call(client, method);
            assertThat(time.waits()).hasSize(1);
        } else {
            assertThatExceptionOfType(trouble.equals("lost") ? TransportException.class : ApiException.class)
                    .isThrownBy(() -> call(client, method));
            assertThat(time.waits()).isEmpty();
        }
    }

    private static void call(ManagementClient client, String method) {
        switch (method) {
            case "GET" -> client.roles().get("rol_1");
            case "POST" -> client.roles().create(new RoleCreate().name("r"));
            case "PATCH" -> client.roles().update("rol_1", new RoleUpdate().name("r"));
            default -> client.roles().delete("rol_1");
        }
    }

    @Test
    void waitsAsLongAsItIsTold() {
        server.answers(LIMITED.header("retry-after", "7"), LIMITED.header("retry-after", "2"), ROLE);

        client().getRole("rol_1");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void waitsForTheResetOfTheLimit() {
        // The scripted server sends the real time as its Date, and the client goes by that.
        long reset = Instant.now().getEpochSecond() + 5;
        server.answers(limitedUntil(reset), ROLE);

        client().getRole("rol_1");

        assertThat(time.waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6)));
    }

    private static ScriptedResponse limitedUntil(long reset) {
        return LIMITED.header("x-ratelimit-limit", "10")
                .header("x-ratelimit-remaining", "0")
                .header("x-ratelimit-reset", Long.toString(reset));
    }

    @Test
    void retriesUnavailableThreeTimesAndThenSaysSo() {
        server.answers(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, ROLE);
        ManagementClient client = client();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 503: Later (after 4 attempts)")
                .satisfies(e -> assertThat(e.attempts()).isEqualTo(4));
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void retriesARateLimitUntilTheDeadline() {
        server.otherwise(request -> LIMITED);
        ManagementClient client = client();

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .satisfies(e -> assertThat(e.attempts()).isBetween(8, 25));
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
    }

    @Test
    void doesNotRetryWhenItIsSwitchedOff() {
        server.answers(LIMITED, ROLE);
        ManagementClient client = client(options().token("static").maxRetries(0));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 429 too_many_requests: Global limit has been reached");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void failsAtOnceWhenTheLimitIsResetTooLate() {
        Instant reset = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3600);
        server.answers(limitedUntil(reset.getEpochSecond()), ROLE);
        ManagementClient client = client();

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 429 too_many_requests:"
                        + " Global limit has been reached (limit 10, reset at " + reset + ")")
                .satisfies(e -> {
                    var limit = e.rateLimit();
                    assertThat(limit).isNotNull();
                    assertThat(limit.limit()).isEqualTo(10);
                    assertThat(limit.remaining()).isZero();
                    assertThat(limit.reset()).isEqualTo(reset);
                });
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void endsWithTheDeadline() {
        for (int i = 0; i < 4; i++) {
            server.answers(LIMITED.header("retry-after", "25"));
        }
        ManagementClient client = client();

        // After two waits of 25 seconds, a third would end behind the minute that a call has.
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .satisfies(e -> assertThat(e.attempts()).isEqualTo(3));
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void doesNotCountAReplacedTokenAsARetry() {
        ScriptedResponse refused = ScriptedResponse.json(401, "{\"message\":\"Invalid token\"}");
        server.answers(refused, UNAVAILABLE, ROLE);

        client(credentials().maxRetries(1)).getRole("rol_1");

        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void sendsTheSameBodyAgain() {
        server.answers(LIMITED, ROLE);

        client().createRole(new RoleCreate().name("r"));

        assertThat(server.calls())
                .extracting(ReceivedRequest::body)
                .containsExactly("{\"name\":\"r\"}", "{\"name\":\"r\"}");
    }

    @Test
    void saysThatTheConnectionWasLost() {
        server.answers(
                ScriptedResponse.dropped(),
                ScriptedResponse.dropped(),
                ScriptedResponse.dropped(),
                ScriptedResponse.dropped());
        ManagementClient client = client();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessageMatching(
                        "GET " + server.uri() + "/api/v2/roles/rol_1 failed: \\w+Exception: .* \\(after 4 attempts\\)");
        assertThat(time.waits()).hasSize(3);
    }
}
