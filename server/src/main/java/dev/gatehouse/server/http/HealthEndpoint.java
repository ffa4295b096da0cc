package dev.gatehouse.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code GET /healthz}: 200 while the server can do its work, 503 otherwise. */
public final class HealthEndpoint implements Endpoint {
    private final BooleanSupplier healthy;

    /**
     * @param healthy whether the database answers
     */
    public HealthEndpoint(BooleanSupplier healthy) {
        this.healthy = healthy;
    }

    @Override
    public Response handle(Request request) {
        if (!healthy.getAsBoolean()) {
            return ErrorResponse.of(503, "The database does not answer");
        }
        byte[] body = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
        return new Response(200, Map.of("content-type", "application/json", "cache-control", "no-store"), body);
    }
}
