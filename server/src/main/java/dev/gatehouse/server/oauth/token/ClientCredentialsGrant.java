package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessTokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code client_credentials} (RFC 6749 §4.4): a token for an API that the client has a client grant for. */
final class ClientCredentialsGrant implements Grant {
    private static final int DEFAULT_LIFETIME = 86_400;

    private final Database database;
    private final DocumentStore documents;
    private final AccessTokenIssuer issuer;

    ClientCredentialsGrant(Database database, DocumentStore documents, AccessTokenIssuer issuer) {
        this.database = database;
        this.documents = documents;
        this.issuer = issuer;
    }

    /** What is known of the API asked for. */
    private record Asked(
            ObjectNode resourceServer, @Nullable ObjectNode grant) {}

    @Override
    public ObjectNode grant(Tenant tenant, ObjectNode client, TokenParameters parameters) {
        String clientId = client.path("client_id").asText();
        String audience = audience(tenant, parameters);
        Asked asked = database.read(tenant, tx -> find(tx, clientId, audience))
                .orElseThrow(() -> OAuthError.ACCESS_DENIED.refuse("Service not enabled within domain: " + audience));
        if (asked.grant() == null) {
            throw OAuthError.ACCESS_DENIED.refuse("Client is not authorized to access \"" + audience
                    + "\". You need to create a \"client-grant\" associated to this API.");
        }
        List<String> scopes = scopes(asked.grant(), parameters.get("scope"));
        int lifetime = asked.resourceServer().path("token_lifetime").asInt(DEFAULT_LIFETIME);
        String token = issuer.issue(
                tenant,
                new AccessTokenIssuer.Request(
                        clientId,
                        audience,
                        scopes,
                        Duration.ofSeconds(lifetime),
                        asked.resourceServer().path("token_dialect").asText("access_token"),
                        hmacSecret(asked.resourceServer())));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("access_token", token);
        if (!scopes.isEmpty()) {
            answer.put("scope", String.join(" ", scopes));
        }
        return answer.put("expires_in", lifetime).put("token_type", "Bearer");
    }

    private String audience(Tenant tenant, TokenParameters parameters) {
        String audience = parameters.get("audience");
        if (audience != null) {
            return audience;
        }
        String byDefault = database.read(tenant, tx -> documents.find(tx, Kind.TENANT_SETTINGS, "settings"))
                .map(settings -> settings.path("default_audience").asText(""))
                .orElse("");
        if (byDefault.isEmpty()) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "No audience parameter was provided, and no default audience has been configured");
        }
        return byDefault;
    }

    private Optional<Asked> find(Transaction tx, String clientId, String audience) {
        return documents
                .findBy(tx, Kind.RESOURCE_SERVER, "identifier", audience)
                .map(resourceServer -> new Asked(
                        resourceServer,
                        documents
                                .findBy(tx, Kind.CLIENT_GRANT, "grant", clientId + " " + audience + " client")
                                .orElse(null)));
    }

    /** All that is granted, or of that what was asked for. */
    private static List<String> scopes(ObjectNode grant, @Nullable String requested) {
        List<String> granted = new ArrayList<>();
        JsonNode scopes = grant.path("scope");
        scopes.forEach(scope -> granted.add(scope.asText()));
        if (requested != null) {
            granted.retainAll(new HashSet<>(List.of(requested.strip().split(" +"))));
        }
        return granted;
    }

    private static @Nullable String hmacSecret(ObjectNode resourceServer) {
        return resourceServer.path("signing_alg").asText().equals("HS256")
                ? resourceServer.path("signing_secret").asText()
                : null;
    }
}
