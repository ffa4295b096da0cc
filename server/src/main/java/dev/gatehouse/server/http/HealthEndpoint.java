package dev.gatehouse.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health/ready} and {@code GET /healthz}: 200 while the server can read and write, 503 otherwise and once it is
 * told to stop, which keeps requests away. {@code GET /health/live}: 200 as long as the process answers at all; without it, a restart
 * helps.
 */
public final class HealthEndpoint implements Endpoint {
    private static final Headers JSON =
            Headers.of(Map.of("content-type", "application/json", "cache-control", "no-store"));

    private final @Nullable HealthCheck check;

    private HealthEndpoint(@Nullable HealthCheck check) {
        this.check = check;
    }

    /** Whether the server can do its work. */
    public static HealthEndpoint readiness(HealthCheck check) {
        return new HealthEndpoint(check);
    }

    /** Whether the process answers. */
    public static HealthEndpoint liveness() {
        return new HealthEndpoint(null);
    }

    @Override
    public Response handle(Request request) {
        if (check != null && !check.passes()) {
            return ErrorResponse.of(
                            503,
                            check.isStopping() ? "The server is stopping" : "The database cannot be read and written")
                    .with("retry-after", "1");
        }
        return new Response(200, JSON, "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
    }
}
