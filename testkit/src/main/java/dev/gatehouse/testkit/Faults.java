package dev.gatehouse.testkit;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Fault injection between a client and the tenant, for the next requests or for all until {@link #clear}.
 * Requests for tokens count like any other; {@link #on} restricts a fault to some requests. Of several faults for one request,
 * the one set first is used. Thread-safe.
 */
public final class Faults implements Interceptor {
    private final List<Fault> faults;
    private final Predicate<ReceivedRequest> filter;

    private record Fault(Predicate<ReceivedRequest> filter, AtomicInteger remaining, Interceptor effect) {
        /** Whether this fault affects the request; counts it down if so. */
        boolean appliesTo(ReceivedRequest request) {
            return filter.test(request) && remaining.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    Faults() {
        this(new CopyOnWriteArrayList<>(), request -> true);
    }

    private Faults(List<Fault> faults, Predicate<ReceivedRequest> filter) {
        this.faults = faults;
        this.filter = filter;
    }

    /**
     * The same faults, set for some requests only.
     *
     * @param method the HTTP method, in upper case
     * @param path how the path begins, encoded: {@code /api/v2/users}, {@code /oauth/token}
     */
    public Faults on(String method, String path) {
        return new Faults(
                faults,
                request -> request.method().equals(method) && request.path().startsWith(path));
    }

    /** The next requests are refused with 429, and the header {@code Retry-After}, in whole seconds. */
    public void tooManyRequests(int times, Duration retryAfter) {
        Map<String, String> headers = Map.of("retry-after", Long.toString(retryAfter.toSeconds()));
        add(times, (request, next) -> SimulatedResponse.error("TOO_MANY_REQUESTS", headers));
    }

    /** The next requests get a 503 in plain text, as from a proxy in front of the API. */
    public void unavailable(int times) {
        add(times, (request, next) -> SimulatedResponse.unavailable());
    }

    /** The connections of the next requests end without a response. */
    public void reset(int times) {
        add(times, (request, next) -> SimulatedResponse.NONE);
    }

    /** The next requests are served, but the connection ends before the response: their changes persist. */
    public void loseResponse(int times) {
        add(times, (request, next) -> {
            SimulatedResponse lost = next.get();
            return lost.dropped();
        });
    }

    /** All requests are delayed by that much real time before they are served. */
    public void latency(Duration time) {
        add(Integer.MAX_VALUE, (request, next) -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return next.get();
        });
    }

    /** Removes all faults. */
    public void clear() {
        faults.clear();
    }

    private void add(int times, Interceptor effect) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, and not " + times + " times");
        }
        faults.add(new Fault(filter, new AtomicInteger(times), effect));
    }

    @Override
    public SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        for (Iterator<Fault> each = faults.iterator(); each.hasNext(); ) {
            Fault fault = each.next();
            if (fault.appliesTo(request)) {
                return fault.effect().handle(request, next);
            }
        }
        return next.get();
    }
}
