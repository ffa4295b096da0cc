package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.tenant.TenantSettingsStore;
import dev.gatehouse.server.token.ResourceServer;
import dev.gatehouse.server.token.TokenSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code client_credentials} (RFC 6749 §4.4): a token for an API that the client has a client grant for. */
final class ClientCredentialsGrant implements Grant {
    private final Database database;
    private final DocumentStore documents;

    ClientCredentialsGrant(Database database, DocumentStore documents) {
        this.database = database;
        this.documents = documents;
    }

    /**
     * What is known of the API asked for.
     *
     * @param clientGrant null when the client has none for it
     */
    private record Asked(
            ObjectNode resourceServer, @Nullable ObjectNode clientGrant) {}

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public GrantedAccess authorize(TokenRequest request, ObjectNode client) {
        Asked asked = database.read(request.tenant(), tx -> find(tx, client, audience(tx, request)));
        ObjectNode clientGrant = requireGranted(asked);
        requireNoOrganization(clientGrant, request);
        requireBearer(asked.resourceServer());
        return new GrantedAccess(
                TokenSubject.client(client.path("client_id").asText()),
                ResourceServer.of(asked.resourceServer()),
                scopes(asked.resourceServer(), clientGrant, request.scopes()));
    }

    private String audience(Transaction tx, TokenRequest request) {
        String audience = request.audience();
        if (audience != null) {
            return audience;
        }
        String byDefault = new TenantSettingsStore(documents).get(tx).defaultAudience();
        if (byDefault == null) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "No audience parameter was provided, and no default audience has been configured");
        }
        return byDefault;
    }

    private Asked find(Transaction tx, ObjectNode client, String audience) {
        ObjectNode resourceServer = documents
                .findBy(tx, Kinds.RESOURCE_SERVER, "identifier", audience)
                .orElseThrow(() ->
                        OAuthError.ACCESS_DENIED.refuse("Service not enabled within domain: " + Excerpt.of(audience)));
        Optional<ObjectNode> own = clientGrant(tx, client.path("client_id").asText(), audience);
        // A grant without a client is the default for clients of third parties.
        boolean firstParty = client.path("is_first_party").asBoolean(true);
        return new Asked(
                resourceServer,
                own.or(() -> firstParty ? Optional.empty() : clientGrant(tx, "", audience))
                        .orElse(null));
    }

    private Optional<ObjectNode> clientGrant(Transaction tx, String clientId, String audience) {
        return documents.findBy(tx, Kinds.CLIENT_GRANT, "grant", clientId + " " + audience + " client");
    }

    private static ObjectNode requireGranted(Asked asked) {
        boolean denied = asked.resourceServer()
                .at("/subject_type_authorization/client/policy")
                .asText()
                .equals("deny_all");
        if (asked.clientGrant() == null || denied) {
            throw OAuthError.ACCESS_DENIED.refuse("Client is not authorized to access \""
                    + asked.resourceServer().path("identifier").asText()
                    + "\". You need to create a \"client-grant\" associated to this API.");
        }
        return asked.clientGrant();
    }

    /** A token for the whole tenant instead of one for an organization would allow too much. */
    private static void requireNoOrganization(ObjectNode clientGrant, TokenRequest request) {
        boolean required = clientGrant.path("organization_usage").asText().equals("require");
        if (required || request.organization() != null) {
            throw OAuthError.ACCESS_DENIED.refuse("Tokens for organizations are not issued by this server");
        }
    }

    /** Whoever holds a bearer token may use it, which is what the API does not want. */
    private static void requireBearer(ObjectNode resourceServer) {
        JsonNode proof = resourceServer.path("proof_of_possession");
        boolean everybody = proof.path("required_for").asText("all_clients").equals("all_clients");
        if (proof.path("required").asBoolean() && everybody) {
            throw OAuthError.INVALID_REQUEST.refuse("The API requires tokens bound to a key by "
                    + proof.path("mechanism").asText() + ", which are not issued by this server");
        }
    }

    /** All that is granted, or what was asked for when it is. */
    private static List<String> scopes(ObjectNode resourceServer, ObjectNode clientGrant, Set<String> requested) {
        List<String> granted = new ArrayList<>();
        if (clientGrant.path("allow_all_scopes").asBoolean()) {
            resourceServer
                    .path("scopes")
                    .forEach(scope -> granted.add(scope.path("value").asText()));
        } else {
            clientGrant.path("scope").forEach(scope -> granted.add(scope.asText()));
        }
        return requested.isEmpty() ? granted : requireAll(requested, granted);
    }

    private static List<String> requireAll(Set<String> requested, List<String> granted) {
        Set<String> missing = new LinkedHashSet<>(requested);
        granted.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "Client has not been granted scopes: " + Excerpt.of(String.join(", ", missing)));
        }
        return List.copyOf(requested);
    }
}
