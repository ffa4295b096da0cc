package dev.gatehouse.server.oauth.discovery;

import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code GET /.well-known/jwks.json}: the keys that this tenant's tokens are verified with (RFC 7517 §5). */
public final class JwksEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/.well-known/jwks.json";

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "public, max-age=15",
            "access-control-allow-origin", "*");

    private final Tenants tenants;
    private final SigningKeys keys;

    public JwksEndpoint(Tenants tenants, SigningKeys keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    @Override
    public Response handle(Request request) {
        String document = keys.published(tenants.byHost(request.host())).toString(true);
        return new Response(200, HEADERS, document.getBytes(StandardCharsets.UTF_8));
    }
}
