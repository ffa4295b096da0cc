package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Client grants and what they must keep to. Thread-safe. */
public final class ClientGrantStore {
    private final DocumentCollection<ClientGrant> grants;
    private final DocumentCollection<Client> clients;
    private final DocumentCollection<ResourceServer> resourceServers;

    public ClientGrantStore(DocumentStore documents) {
        grants = documents.of(ClientGrant.KIND, ClientGrant::new);
        clients = documents.of(Client.KIND, Client::new);
        resourceServers = documents.of(ResourceServer.KIND, ResourceServer::new);
    }

    /** The grants themselves. */
    public DocumentCollection<ClientGrant> grants() {
        return grants;
    }

    /**
     * The grant that lets a client itself have tokens for an API: its own, or for a client of third parties the default of the
     * API.
     */
    public Optional<ClientGrant> find(Transaction tx, Client client, String audience) {
        return find(tx, client, audience, "client");
    }

    /** The same for tokens that the client has on behalf of users. */
    public Optional<ClientGrant> findForUsers(Transaction tx, Client client, String audience) {
        return find(tx, client, audience, "user");
    }

    private Optional<ClientGrant> find(Transaction tx, Client client, String audience, String subjectType) {
        Optional<ClientGrant> own = grants.findBy(tx, "grant", ClientGrant.key(client.id(), audience, subjectType));
        return own.isPresent() || client.isFirstParty()
                ? own
                : grants.findBy(tx, "grant", ClientGrant.key("", audience, subjectType));
    }

    /**
     * Completes a new grant and checks it.
     *
     * @throws dev.gatehouse.server.error.Rejection when its client, its API or one of its scopes does not exist
     */
    public void prepareNew(Transaction tx, ObjectNode json) {
        ClientGrant grant = new ClientGrant(json);
        requireClient(tx, grant);
        ResourceServer api = resourceServers
                .findBy(tx, "identifier", grant.audience())
                .orElseThrow(() -> ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse(
                        "No resource with identifier " + Excerpt.of(grant.audience())));
        requireOneWayOfScopes(grant, api, json.has("scope"));
        if (!json.has("subject_type")) {
            json.put("subject_type", "client");
        }
        if (grants.findBy(tx, "grant", grant.key()).isPresent()) {
            throw ErrorCode.CLIENT_GRANT_CONFLICT.refuse("A client grant already exists between "
                    + grant.text("client_id", grant.text("default_for", "")) + " and " + grant.audience());
        }
        if (!json.has("scope") && !grant.allowsAllScopes()) {
            json.putArray("scope");
        }
        Set<String> known = api.scopes();
        for (String scope : grant.scopes()) {
            if (!known.contains(scope)) {
                throw ErrorCode.BAD_REQUEST.refuse("Scope " + scope + " does not exist on " + grant.audience() + ".");
            }
        }
    }

    private void requireClient(Transaction tx, ClientGrant grant) {
        String clientId = grant.clientId();
        if (clientId == null) {
            if (grant.text("default_for") == null) {
                throw ErrorCode.INVALID_BODY.refuse(
                        "Payload validation error: 'Missing required property: client_id'.");
            }
            return;
        }
        if (SystemGrant.belongsTo(clients.require(tx, clientId))) {
            throw ErrorCode.VALIDATION_ERROR.refuse("Client of type express_configuration cannot be used");
        }
    }

    /**
     * Completes a grant after a change and checks it. Scopes are taken as they are: the real API looks only at those of a new
     * grant.
     *
     * @param sent the change
     */
    public void prepareChanged(Transaction tx, ObjectNode sent, ObjectNode json) {
        ClientGrant grant = new ClientGrant(json);
        requireNotSystem(grant);
        resourceServers
                .findBy(tx, "identifier", grant.audience())
                .ifPresent(api -> requireOneWayOfScopes(grant, api, sent.hasNonNull("scope")));
        if (sent.path("allow_all_scopes").asBoolean()) {
            json.remove("scope");
        } else if (sent.hasNonNull("scope")) {
            json.remove("allow_all_scopes");
        } else if (!json.has("scope") && !grant.allowsAllScopes()) {
            json.putArray("scope");
        }
    }

    private static void requireOneWayOfScopes(ClientGrant grant, ResourceServer api, boolean scopesSent) {
        if (!grant.allowsAllScopes()) {
            return;
        }
        if (api.isSystem()) {
            throw ErrorCode.BAD_REQUEST.refuse("allow_all_scopes cannot be used with a system API");
        }
        if (scopesSent) {
            throw ErrorCode.BAD_REQUEST.refuse("allow_all_scopes cannot be used together with scope");
        }
    }

    /**
     * Deletes a grant; that there is none is no error.
     *
     * @throws dev.gatehouse.server.error.Rejection when it came with its client
     */
    public void delete(Transaction tx, String id) {
        grants.find(tx, id).ifPresent(ClientGrantStore::requireNotSystem);
        grants.delete(tx, id);
    }

    /** Deletes every grant for an API. */
    public void deleteByAudience(Transaction tx, String audience) {
        grants.deleteAll(tx, Map.of("audience", audience));
    }

    private static void requireNotSystem(ClientGrant grant) {
        if (grant.isSystem()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "The grant is a system one: it goes with its client and cannot be changed or deleted.");
        }
    }
}
