package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.model.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");

    @Test
    void answersWithFutures() {
        server.answers(ROLE, ScriptedResponse.empty(204), ScriptedResponse.ok("[{\"id\":\"rol_2\"}]"));
        AsyncManagementClient client = client().async();

        assertThat(client.getRole("rol_1").join().id()).isEqualTo("rol_1");
        assertThat(client.roles().delete("rol_1").join()).isNull();
        assertThat(client.getRoles().join()).extracting(Role::id).containsExactly("rol_2");
    }

    @Test
    void failsWithTheRefusalItself() throws InterruptedException {
        server.answers(
                ScriptedResponse.json(404, "{\"message\":\"None\",\"errorCode\":\"inexistent_role\"}"),
                ScriptedResponse.json(404, "{}"));
        AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
        AsyncManagementClient client = client().async();

        CompletableFuture<Role> call = client.getRole("rol_1").whenComplete((role, failure) -> seen.set(failure));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(call::get)
                .withCauseExactlyInstanceOf(NotFoundException.class);
        assertThat(seen.get())
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessage("GET /api/v2/roles/rol_1 returned 404 inexistent_role: None");
    }

    @Test
    void cancellingGivesUpTheRequest() {
        PendingTransport transport = new PendingTransport();
        CompletableFuture<Role> call = client(
                        options().token("static").threads(Runnable::run).transport(transport))
                .async()
                .getRole("rol_1");

        call.cancel(true);

        assertThat(transport.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent).isCancelled());
        assertThatExceptionOfType(CancellationException.class).isThrownBy(call::join);
    }

    @Test
    void cancellingEndsTheWaitForTheNextAttempt() {
        PendingTransport transport = new PendingTransport();
        List<CompletableFuture<Void>> waits = new CopyOnWriteArrayList<>();
        Timer timer = wait -> {
            CompletableFuture<Void> pending = new CompletableFuture<>();
            waits.add(pending);
            return pending;
        };
        CompletableFuture<Role> call = client(options()
                        .token("static")
                        .threads(Runnable::run)
                        .transport(transport)
                        .time(time, timer))
                .async()
                .getRole("rol_1");
        transport.sent.get(0).complete(ApiResponse.of(429, Map.of(), new byte[0]));

        call.cancel(true);

        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isCancelled());
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void cancellingACallDoesNotTakeTheTokenFromOthers() {
        PendingTransport transport = new PendingTransport();
        AsyncManagementClient client = client(
                        credentials().threads(Runnable::run).transport(transport))
                .async();
        CompletableFuture<Role> first = client.getRole("rol_1");
        CompletableFuture<Role> second = client.getRole("rol_2");

        first.cancel(true);
        transport.sent.get(0).complete(answer("{\"access_token\":\"t\",\"expires_in\":600}"));
        transport.sent.get(1).complete(answer("{\"id\":\"rol_2\"}"));

        assertThat(second.join().id()).isEqualTo("rol_2");
        assertThat(transport.sent).hasSize(2);
    }

    private static ApiResponse answer(String body) {
        return ApiResponse.of(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void callsThatWaitHoldNobodyUp() throws Exception {
        IntStream.range(0, 50)
                .forEach(i -> server.answers(ScriptedResponse.json(429, "{}").header("retry-after", "30")));
        AsyncManagementClient client = client(options()
                        .token("static")
                        .rateLimitPacing(false)
                        .time(time, Timer.on(ForkJoinPool.commonPool())))
                .async();
        List<CompletableFuture<Role>> waiting =
                IntStream.range(0, 50).mapToObj(i -> client.getRole("rol_1")).toList();
        Eventually.holds(() -> server.calls().size() == 50);
        server.answers(ROLE);

        assertThat(client.getRole("rol_1").get(5, TimeUnit.SECONDS).id()).isEqualTo("rol_1");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        waiting.forEach(call -> call.cancel(true));
    }

    @Test
    void whatFollowsAnAnswerMayCallAndWaitItself() {
        IntStream.range(0, 40).forEach(i -> server.answers(ROLE));
        ManagementClient client = client();

        List<CompletableFuture<Role>> calls = IntStream.range(0, 20)
                .mapToObj(i -> client.async().getRole("rol_1").thenApply(role -> client.getRole("rol_2")))
                .toList();

        assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void interruptingStopsACallThatIsWaitedFor() throws InterruptedException {
        PendingTransport transport = new PendingTransport();
        ManagementClient client = client(options().token("static").transport(transport));
        AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        Thread thread = new Thread(() -> {
            try {
                client.getRole("rol_1");
            } catch (TransportException e) {
                seen.set(e);
            }
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        Eventually.holds(() -> transport.sent.size() == 1);

        thread.interrupt();
        thread.join(5000);

        assertThat(seen.get()).hasMessage("The call was cancelled: its thread was interrupted");
        assertThat(interrupted.get()).isTrue();
        assertThat(transport.sent.get(0)).isCancelled();
    }

    /** Answers when the test does. */
    private static final class PendingTransport implements Transport {
        private final List<CompletableFuture<ApiResponse>> sent = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<ApiResponse> send(ApiRequest request) {
            CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
            sent.add(answer);
            return answer;
        }

        @Override
        public void close() {}
    }
}
