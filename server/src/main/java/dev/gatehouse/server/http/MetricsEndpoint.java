package dev.gatehouse.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code GET /metrics}: what Prometheus scrapes. */
public final class MetricsEndpoint implements Endpoint {
    private static final Map<String, String> TEXT = Map.of("content-type", "text/plain; version=0.0.4; charset=utf-8");

    private final PrometheusMeterRegistry registry;

    public MetricsEndpoint(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Response handle(Request request) {
        return new Response(200, TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
