package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.limit.Limiter;
import dev.gatehouse.client.limit.Plan;
import dev.gatehouse.client.model.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LimiterTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");
    private static final ScriptedResponse USER = ScriptedResponse.ok("{\"user_id\":\"auth0|1\"}");

    private ManagementClient limited(Plan plan) {
        return client(options().token("static").limiter(new Limiter(plan)));
    }

    @Test
    void letsABurstThroughAndThenOneAfterTheOther() {
        server.answers(ROLE, ROLE, ROLE, ROLE);
        ManagementClient client = limited(Plan.FREE);

        for (int i = 0; i < 4; i++) {
            client.getRole("rol_1");
        }

        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void fillsUpWithTime() {
        server.answers(ROLE, ROLE, ROLE, ROLE);
        ManagementClient client = limited(Plan.FREE);
        client.getRole("rol_1");
        client.getRole("rol_1");

        time.pass(Duration.ofHours(1));
        client.getRole("rol_1");
        client.getRole("rol_1");

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void hasLimitsOfTheirOwnForSomeCalls() {
        for (int i = 0; i < 12; i++) {
            server.answers(i < 11 ? USER : ROLE);
        }
        ManagementClient client = limited(Plan.ESSENTIALS);

        for (int i = 0; i < 11; i++) {
            client.users().get("auth0|1");
        }
        client.getRole("rol_1");

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void learnsThatOthersDrawOnTheLimitToo() {
        ApiResponse answer = ApiResponse.of(
                200,
                Map.of(
                        "x-ratelimit-limit", List.of("50"),
                        "x-ratelimit-remaining", List.of("0"),
                        "x-ratelimit-reset", List.of("1000000007"),
                        "date", List.of("Sun, 09 Sep 2001 01:46:40 GMT")),
                ROLE.body());
        ManagementClient client = client(options()
                .token("static")
                .interceptor((request, next) -> CompletableFuture.completedFuture(answer))
                .limiter(new Limiter(Plan.ENTERPRISE)));

        client.getRole("rol_1");
        client.getRole("rol_1");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void learnsThatTheLimitIsLowerThanThePlans() {
        server.answers(
                ROLE.header("x-ratelimit-limit", "2")
                        .header("x-ratelimit-remaining", "1")
                        .header("x-ratelimit-reset", "1772366401"),
                ROLE,
                ROLE);
        ManagementClient client = limited(Plan.of(50, 60));

        client.getRole("rol_1");
        client.getRole("rol_1");
        client.getRole("rol_1");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void learnsNothingFromAResetThatCannotBe() {
        server.answers(
                ROLE.header("x-ratelimit-limit", "50")
                        .header("x-ratelimit-remaining", "0")
                        .header("x-ratelimit-reset", "9999999999"),
                ROLE);
        ManagementClient client = limited(Plan.of(50, 60));

        client.getRole("rol_1");
        client.getRole("rol_1");

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void failsAtOnceWhenTheTurnWouldComeTooLate() {
        server.answers(ROLE, ROLE);
        ManagementClient client = client(
                options().token("static").totalTimeout(Duration.ofSeconds(50)).limiter(new Limiter(Plan.of(1, 1))));
        client.getRole("rol_1");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET " + server.uri()
                        + "/api/v2/roles/rol_1 failed: timed out: the client's own rate limit would"
                        + " let it through at 2026-03-01T12:01:00Z, after its deadline");
        assertThat(server.calls()).hasSize(1);
        time.pass(Duration.ofMinutes(1));
        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
    }

    @Test
    void holdsOneKindOfCallsBackAndNoOther() {
        server.answers(USER);
        List<CompletableFuture<Void>> waits = new CopyOnWriteArrayList<>();
        Timer never = wait -> {
            CompletableFuture<Void> pending = new CompletableFuture<>();
            waits.add(pending);
            return pending;
        };
        Limiter limiter = new Limiter(new Plan(new Plan.Limit(1, 60), Plan.ESSENTIALS.overrides()));
        limiter.take("GET", "/roles", Duration.ofSeconds(1), time);
        ManagementClient client =
                client(options().token("static").time(time, never).limiter(limiter));

        List<CompletableFuture<Role>> held =
                List.of(client.async().getRole("rol_1"), client.async().getRole("rol_2"));

        assertThat(client.users().get("auth0|1").userId()).isEqualTo("auth0|1");
        assertThat(held).noneMatch(CompletableFuture::isDone);
        held.forEach(call -> call.cancel(true));
        assertThat(waits).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void refusesALimitThatLetsNothingThrough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.of(0, 60))
                .withMessage(
                        "A limit must let through at least one call at once and a minute, and lets through 0 and 60");
    }
}
