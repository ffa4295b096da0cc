package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls at once, in simulated time: a scripted API on a clock that jumps from event to event. */
@Timeout(60)
class StressTest {
    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    private ManagementClientBuilder options() {
        return simulation.client();
    }

    private static List<CompletableFuture<Role>> creates(ManagementClient client, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> client.async().roles().create(new RoleCreate().name("r" + i)))
                .toList();
    }

    private static long failures(List<? extends CompletableFuture<?>> calls) {
        return calls.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
    }

    /** 300 POSTs of 500 ms over 64 concurrent requests take 2.5 s: each attempt is in time, though the last waits for 2 s. */
    @Test
    void waitingForAConcurrentRequestIsNotPartOfAnAttempt() {
        simulation.responding(Duration.ofMillis(500), request -> Simulation.ok());
        try (ManagementClient client =
                options().attemptTimeout(Duration.ofSeconds(1)).build()) {
            List<CompletableFuture<Role>> calls = creates(client, 300);

            simulation.run();

            assertThat(failures(calls)).isZero();
            assertThat(simulation.requests()).hasSize(300);
            assertThat(simulation.maxConcurrent()).isEqualTo(64);
        }
    }

    /** 1,100 creates on an API that takes 15 s for each end after four and a half minutes, all of them well, with defaults. */
    @Test
    void anyNumberOfCallsMayBeStarted() {
        simulation.responding(Duration.ofSeconds(15), request -> Simulation.ok());
        try (ManagementClient client = options().build()) {
            List<CompletableFuture<Role>> calls = creates(client, 1100);

            simulation.run();

            assertThat(failures(calls)).isZero();
            assertThat(simulation.requests()).hasSize(1100);
        }
    }

    @Test
    void aTotalTimeoutIncludesTheWaitForAConcurrentRequest() {
        simulation.responding(Duration.ofSeconds(5), request -> Simulation.ok());
        try (ManagementClient client = options()
                .maxConcurrentRequests(1)
                .totalTimeout(Duration.ofSeconds(6))
                .build()) {
            List<CompletableFuture<Role>> calls = creates(client, 3);

            simulation.run();

            assertThat(calls.get(0)).isCompleted();
            assertThat(calls.get(2))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseExactlyInstanceOf(TransportException.class)
                    .withMessageContaining(
                            "POST http://tenant.example/api/v2/roles failed: timed out: it waited for one of 1"
                                    + " concurrent requests (maxConcurrentRequests)");
            assertThat(simulation.now()).isEqualTo(Duration.ofSeconds(6));
        }
    }

    @Test
    void whatWasNeverSentIsRetried() {
        simulation.failing(2, new ConnectException("connecting to tenant.example:443 timed out after 10000 ms"));
        simulation.responding(Duration.ofMillis(10), request -> Simulation.ok());
        try (ManagementClient client = options().build()) {
            CompletableFuture<Role> call = creates(client, 1).get(0);

            simulation.run();

            assertThat(call).isCompleted();
            assertThat(simulation.requests()).hasSize(3);
        }
    }

    @Test
    void aClockThatIsSetBackProlongsNothing() {
        simulation.responding(Duration.ofSeconds(3), request -> ApiResponse.of(503, Map.of(), new byte[0]));
        try (ManagementClient client =
                options().totalTimeout(Duration.ofSeconds(5)).maxRetries(10).build()) {
            CompletableFuture<Role> call = client.async().getRole("rol_1");
            simulation.setBack(Duration.ofHours(1));

            simulation.run();

            assertThat(call).isCompletedExceptionally();
            assertThat(simulation.now()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    /** Burst 10, 5 a second: the figures of a small subscription. */
    @Test
    void everyCallSucceedsWithinARateLimit() {
        simulation.limited(10, 5);
        try (ManagementClient client = options().build()) {
            List<CompletableFuture<Role>> calls = creates(client, 100);

            simulation.run();

            assertThat(failures(calls)).isZero();
            assertThat(simulation.requests().size()).isLessThanOrEqualTo(130);
            assertThat(simulation.now()).isLessThan(Duration.ofSeconds(40));
        }
    }

    @Test
    void aRateLimitOnAllKindsOfCallsIsSharedByThem() {
        simulation.limited(10, 5);
        try (ManagementClient client = options().build()) {
            List<CompletableFuture<?>> calls = IntStream.range(0, 25)
                    .boxed()
                    .<CompletableFuture<?>>flatMap(i -> Stream.of(
                            client.async().getRole("r" + i),
                            client.async().createRole(new RoleCreate().name("r" + i)),
                            client.async().getClient("c" + i),
                            client.async().deleteUser("u" + i)))
                    .toList();

            simulation.run();

            assertThat(failures(calls)).isZero();
            assertThat(simulation.requests().size()).isLessThanOrEqualTo(130);
        }
    }

    @Test
    void callsAreSpreadAfterRefusalsThatSayNothing() {
        simulation.limitedSilently(10, 5);
        try (ManagementClient client = options().build()) {
            List<CompletableFuture<Role>> calls = creates(client, 100);

            simulation.run();

            assertThat(failures(calls)).isZero();
            assertThat(simulation.requests().size()).isLessThanOrEqualTo(250);
        }
    }

    @Test
    void withoutARateLimitNobodyWaits() {
        simulation.responding(Duration.ofMillis(100), request -> Simulation.ok());
        try (ManagementClient client = options().build()) {
            creates(client, 640);

            simulation.run();

            // A first response, and ten rounds of 64.
            assertThat(simulation.now()).isLessThanOrEqualTo(Duration.ofMillis(1200));
        }
    }

    /** With a busy common pool, time-outs and waits are none the later for it. */
    @Test
    void needsNoThreadOfTheCommonPool() throws Exception {
        int busy = 4 * ForkJoinPool.getCommonPoolParallelism() + 4;
        CountDownLatch done = new CountDownLatch(1);
        IntStream.range(0, busy)
                .forEach(i -> CompletableFuture.runAsync(() -> {
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        try (ScriptedServer server = new ScriptedServer();
                ManagementClient client = ManagementClient.builder()
                        .domain("tenant.example")
                        .baseUrl(server.uri())
                        .token("static")
                        .totalTimeout(Duration.ofSeconds(2))
                        .build()) {
            server.otherwise(request -> ScriptedResponse.json(429, "{}").header("retry-after", "1"));

            CompletableFuture<Role> call = client.async().getRole("rol_1");

            // It ends while the common pool is still busy. How long that takes depends on the machine.
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(60, TimeUnit.SECONDS));
        } finally {
            done.countDown();
        }
    }

    /** A signer that takes its time, as a key management service may, holds up neither the caller nor the lock. */
    @Test
    void aSlowSignerHoldsUpNoCaller() throws Exception {
        CountDownLatch signed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer();
                ManagementClient client = ManagementClient.builder()
                        .domain("tenant.example")
                        .baseUrl(server.uri())
                        .clientId("mine")
                        .clientAssertionSigner(content -> {
                            try {
                                signed.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new byte[256];
                        })
                        .build()) {
            server.otherwise(request -> ScriptedResponse.ok("{\"id\":\"rol_1\"}"));

            List<CompletableFuture<Role>> calls = IntStream.range(0, 10)
                    .mapToObj(i -> client.async().getRole("rol_1"))
                    .toList();
            assertThat(calls).noneMatch(CompletableFuture::isDone);
            signed.countDown();

            for (CompletableFuture<Role> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).id()).isEqualTo("rol_1");
            }
            assertThat(server.tokenRequests()).hasSize(1);
        }
    }

    /** Nor does an interceptor that blocks. */
    @Test
    void aSlowInterceptorHoldsUpNoCaller() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer();
                ManagementClient client = ManagementClient.builder()
                        .domain("tenant.example")
                        .baseUrl(server.uri())
                        .token("static")
                        .interceptor((request, next) -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return next.send(request);
                        })
                        .build()) {
            server.otherwise(request -> ScriptedResponse.ok("{\"id\":\"rol_1\"}"));

            CompletableFuture<Role> call = client.async().getRole("rol_1");
            assertThat(call).isNotDone();
            go.countDown();

            assertThat(call.get(60, TimeUnit.SECONDS).id()).isEqualTo("rol_1");
        }
    }

    @Test
    void cancellingReachesARequestUnderWay() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                ManagementClient client = ManagementClient.builder()
                        .domain("tenant.example")
                        .baseUrl(server.uri())
                        .token("static")
                        .maxConcurrentRequests(1)
                        .build()) {
            server.answers(ScriptedResponse.ok("{}").pausing(Duration.ofSeconds(30)));
            server.otherwise(request -> ScriptedResponse.ok("{\"id\":\"rol_1\"}"));
            CompletableFuture<Role> slow = client.async().getRole("slow");
            Eventually.holds(() -> server.calls().size() == 1);

            slow.cancel(true);

            // Its place is free for the next.
            assertThat(client.async().getRole("rol_1").get(60, TimeUnit.SECONDS).id())
                    .isEqualTo("rol_1");
        }
    }
}
