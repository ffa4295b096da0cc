package dev.gatehouse.client;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An API, its clock and the client's threads in one: what is due next happens next, at once, on the thread of the test. So a
 * test of many calls over minutes takes milliseconds and always goes the same way.
 */
final class Simulation implements InstantSource, Timer, Transport {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<ApiRequest> requests = new ArrayList<>();
    private final Deque<IOException> failures = new ArrayDeque<>();
    private Function<ApiRequest, ApiResponse> api = request -> ok();
    private Duration latency = Duration.ofMillis(20);
    private Duration shift = Duration.ZERO;
    private long now;
    private long order;
    private int concurrent;
    private int maxConcurrent;

    private record Event(long at, long order, Runnable action) {}

    ManagementClientBuilder client() {
        return ManagementClient.builder()
                .domain("tenant.example")
                .baseUrl(URI.create("http://tenant.example"))
                .token("static")
                .time(this, this)
                .threads(work::add)
                .transport(this);
    }

    static ApiResponse ok() {
        return ApiResponse.of(200, Map.of(), "{\"id\":\"rol_1\"}".getBytes(StandardCharsets.UTF_8));
    }

    void responding(Duration after, Function<ApiRequest, ApiResponse> with) {
        latency = after;
        api = with;
    }

    void failing(int times, IOException failure) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    /** A token bucket, as the API has it: so many at once, and so many a second. */
    void limited(int burst, int perSecond) {
        limited(burst, perSecond, true);
    }

    /** The same, whose responses do not tell of it. */
    void limitedSilently(int burst, int perSecond) {
        limited(burst, perSecond, false);
    }

    private void limited(int burst, int perSecond, boolean telling) {
        double[] bucket = {burst, 0};
        api = request -> {
            bucket[0] = Math.min(burst, bucket[0] + (now - bucket[1]) / 1e9 * perSecond);
            bucket[1] = now;
            boolean allowed = bucket[0] >= 1;
            if (allowed) {
                bucket[0]--;
            }
            Map<String, List<String>> headers = new HashMap<>();
            if (telling) {
                double missing = bucket[0] >= 1 ? 0 : (1 - bucket[0]) / perSecond;
                Instant reset = instant().plusNanos((long) (missing * 1e9) + 999_999_999);
                headers.put("x-ratelimit-limit", List.of("" + burst));
                headers.put("x-ratelimit-remaining", List.of("" + (int) bucket[0]));
                headers.put("x-ratelimit-reset", List.of("" + reset.getEpochSecond()));
                headers.put(
                        "date",
                        List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                instant().atOffset(ZoneOffset.UTC))));
            }
            return allowed
                    ? ApiResponse.of(200, headers, ok().body())
                    : ApiResponse.of(429, headers, "{}".getBytes(StandardCharsets.UTF_8));
        };
    }

    void setBack(Duration time) {
        shift = shift.minus(time);
    }

    /** Until nothing is left to happen. */
    void run() {
        while (true) {
            Runnable next = work.poll();
            if (next == null) {
                Event event = events.poll();
                if (event == null) {
                    return;
                }
                now = Math.max(now, event.at());
                next = event.action();
            }
            next.run();
        }
    }

    /** Since the start. */
    Duration now() {
        return Duration.ofNanos(now);
    }

    List<ApiRequest> requests() {
        return requests;
    }

    int maxConcurrent() {
        return maxConcurrent;
    }

    private void schedule(Duration after, Runnable action) {
        events.add(new Event(now + after.toNanos(), order++, action));
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        requests.add(request);
        CompletableFuture<ApiResponse> response = new CompletableFuture<>();
        maxConcurrent = Math.max(maxConcurrent, ++concurrent);
        IOException failure = failures.poll();
        Duration took = latency.compareTo(request.timeout()) > 0 ? request.timeout() : latency;
        ApiResponse answer = failure == null && took == latency ? api.apply(request) : null;
        schedule(took, () -> {
            concurrent--;
            if (answer != null) {
                response.complete(answer);
            } else {
                response.completeExceptionally(
                        failure == null ? new SocketTimeoutException("no complete response") : failure);
            }
        });
        return response;
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Event event = new Event(now + wait.toNanos(), order++, () -> over.complete(null));
        events.add(event);
        over.whenComplete((nothing, failure) -> events.remove(event));
        return over;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now).plus(shift);
    }

    @Override
    public void close() {}
}
