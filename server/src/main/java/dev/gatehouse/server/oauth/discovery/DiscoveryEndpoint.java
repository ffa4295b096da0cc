package dev.gatehouse.server.oauth.discovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.UserClaims;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code GET /.well-known/openid-configuration}: what this server serves, and nothing it does not. */
public final class DiscoveryEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/.well-known/openid-configuration";

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json; charset=utf-8",
            "cache-control", "public, max-age=15",
            "access-control-allow-origin", "*");

    private static final List<String> RESPONSE_TYPES = List.of(
            "code", "token", "id_token", "code token", "code id_token", "token id_token", "code token id_token");
    private static final List<String> PROTOCOL_CLAIMS = List.of("aud", "auth_time", "exp", "iat", "iss", "sub");

    private final Tenants tenants;
    private final Database database;
    private final TenantSettingsStore settings;
    private final List<String> grantTypes;

    /**
     * @param grantTypes those that the token endpoint serves
     */
    public DiscoveryEndpoint(
            Tenants tenants, Database database, DocumentStore documents, Collection<String> grantTypes) {
        this.tenants = tenants;
        this.database = database;
        settings = new TenantSettingsStore(documents);
        this.grantTypes = Stream.concat(grantTypes.stream(), Stream.of("implicit"))
                .sorted()
                .toList();
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        String issuer = tenant.issuer();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "authorize")
                .put("token_endpoint", issuer + "oauth/token")
                .put("userinfo_endpoint", issuer + "userinfo")
                .put("revocation_endpoint", issuer + "oauth/revoke")
                .put("jwks_uri", issuer + ".well-known/jwks.json");
        if (showsLogout(tenant)) {
            document.put("end_session_endpoint", issuer + "oidc/logout");
        }
        add(document, "scopes_supported", AccessPolicy.OPENID_SCOPES);
        add(document, "grant_types_supported", grantTypes);
        add(document, "response_types_supported", RESPONSE_TYPES);
        add(document, "response_modes_supported", List.of("query", "fragment", "form_post"));
        add(document, "code_challenge_methods_supported", List.of("S256"));
        add(document, "subject_types_supported", List.of("public"));
        add(document, "id_token_signing_alg_values_supported", List.of("HS256", "RS256", "PS256"));
        add(
                document,
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"));
        add(document, "token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "RS384", "PS256"));
        add(
                document,
                "claims_supported",
                Stream.concat(PROTOCOL_CLAIMS.stream(), UserClaims.names().stream())
                        .sorted()
                        .toList());
        document.put("request_parameter_supported", false).put("request_uri_parameter_supported", false);
        return new Response(200, HEADERS, OAuthResponses.bytes(document));
    }

    private boolean showsLogout(Tenant tenant) {
        return database.read(
                tenant,
                tx -> settings.get(tx)
                        .at("oidc_logout/rp_logout_end_session_endpoint_discovery")
                        .asBoolean(true));
    }

    private static void add(ObjectNode document, String name, List<String> values) {
        values.forEach(document.putArray(name)::add);
    }
}
