package dev.gatehouse.testkit;

import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.limit.Limiter;
import dev.gatehouse.client.limit.Plan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Enforces the rate limits of a plan and reports them in the {@code x-ratelimit} headers. */
final class PlanLimits implements Interceptor {
    private static final Duration NO_WAIT = Duration.ofNanos(1);

    private final Limiter limiter;
    private final InstantSource clock;

    PlanLimits(Plan plan, InstantSource clock) {
        this.limiter = new Limiter(plan);
        this.clock = clock;
    }

    @Override
    public SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        if (!request.toApi()) {
            return next.get();
        }
        boolean allowed = limiter.take(request.method(), request.apiPath(), NO_WAIT, clock)
                .isZero();
        Map<String, String> headers = headers(limiter.left(request.method(), request.apiPath(), clock));
        return allowed ? next.get().with(headers) : SimulatedResponse.error("TOO_MANY_REQUESTS", headers);
    }

    private static Map<String, String> headers(RateLimit left) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(left.limit()),
                "x-ratelimit-remaining", Integer.toString(left.remaining()),
                "x-ratelimit-reset", Long.toString(left.reset().getEpochSecond()));
    }
}
