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
 * What goes wrong on the way to a tenant, which is not asked then: for the next requests, or for all until {@link #clear}.
 * Requests for tokens count like any other; {@link #on} says which are meant. Of several faults for one request, the one set
 * first is used. Thread-safe.
 */
public final class Faults implements Interceptor {
    private final List<Fault> faults;
    private final Predicate<Received> meant;

    private record Fault(Predicate<Received> meant, AtomicInteger left, Interceptor effect) {
        /** Whether it is one of those that are left. */
        boolean take(Received request) {
            return meant.test(request) && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    Faults() {
        this(new CopyOnWriteArrayList<>(), request -> true);
    }

    private Faults(List<Fault> faults, Predicate<Received> meant) {
        this.faults = faults;
        this.meant = meant;
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
        add(times, (request, next) -> Answer.error("TOO_MANY_REQUESTS", headers));
    }

    /** The next requests are answered 503, by what stands before the API: in plain text. */
    public void unavailable(int times) {
        add(times, (request, next) -> Answer.unavailable());
    }

    /** The connections of the next requests end without an answer. */
    public void reset(int times) {
        add(times, (request, next) -> Answer.NONE);
    }

    /** The next requests are served, and their answers lost with the connection: what they changed is changed. */
    public void loseAnswer(int times) {
        add(times, (request, next) -> {
            Answer lost = next.get();
            return lost.dropped();
        });
    }

    /** All requests are held back for so long, of real time, before they are served. */
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

    /** Nothing goes wrong any more. */
    public void clear() {
        faults.clear();
    }

    private void add(int times, Interceptor effect) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, and not " + times + " times");
        }
        faults.add(new Fault(meant, new AtomicInteger(times), effect));
    }

    @Override
    public Answer handle(Received request, Supplier<Answer> next) {
        for (Iterator<Fault> each = faults.iterator(); each.hasNext(); ) {
            Fault fault = each.next();
            if (fault.take(request)) {
                return fault.effect().handle(request, next);
            }
        }
        return next.get();
    }
}
