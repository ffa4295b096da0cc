package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times requests by method and status. */
final class Meters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String method, int status, Duration took) {
        String known = METHODS.contains(method) ? method : "OTHER";
        timers.computeIfAbsent(known + status, key -> timer(known, status)).record(took);
    }

    private Timer timer(String method, int status) {
        return Timer.builder("http.server.requests")
                .description("Requests answered")
                .tag("method", method)
                .tag("status", Integer.toString(status))
                .register(registry);
    }
}
