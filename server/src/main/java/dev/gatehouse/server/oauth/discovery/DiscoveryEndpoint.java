package dev.gatehouse.server.oauth.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.tenant.Tenants;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code GET /.well-known/openid-configuration}: what this server serves, and nothing it does not. */
public final class DiscoveryEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/.well-known/openid-configuration";

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "public, max-age=15",
            "access-control-allow-origin", "*");

    private final Tenants tenants;
    private final List<String> grantTypes;

    public DiscoveryEndpoint(Tenants tenants, Collection<String> grantTypes) {
        this.tenants = tenants;
        this.grantTypes = grantTypes.stream().sorted().toList();
    }

    @Override
    public Response handle(Request request) {
        String issuer = tenants.byHost(request.host()).issuer();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "oauth/token")
                .put("jwks_uri", issuer + ".well-known/jwks.json");
        add(document, "grant_types_supported", grantTypes);
        add(document, "response_types_supported", List.of());
        add(document, "subject_types_supported", List.of("public"));
        add(document, "id_token_signing_alg_values_supported", List.of("RS256"));
        add(
                document,
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        add(document, "token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "RS384", "PS256"));
        return new Response(200, HEADERS, OAuthResponses.bytes(document));
    }

    private static void add(ObjectNode document, String name, List<String> values) {
        values.forEach(document.putArray(name)::add);
    }
}
