package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.token.RevocationStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Clients with their credentials and the grant that some come with. Every client is made and changed here. Thread-safe. */
public final class ClientStore {
    private final DocumentCollection<Client> clients;
    private final DocumentCollection<Credential> credentials;
    private final DocumentCollection<ClientGrant> grants;
    private final DocumentCollection<ResourceServer> resourceServers;
    private final ClientDefaults defaults;
    private final CredentialParser parser;
    private final InlineCredentials inline;
    private final Identifiers identifiers;
    private final RevocationStore revocations = new RevocationStore();
    private final InstantSource clock;

    public ClientStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        clients = documents.of(Client.KIND, Client::new);
        credentials = documents.of(Credential.KIND, Credential::new);
        grants = documents.of(ClientGrant.KIND, ClientGrant::new);
        resourceServers = documents.of(ResourceServer.KIND, ResourceServer::new);
        defaults = new ClientDefaults(identifiers);
        parser = new CredentialParser(identifiers, clock);
        inline = new InlineCredentials(credentials, parser);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The clients themselves. */
    public DocumentCollection<Client> clients() {
        return clients;
    }

    /** The credentials of all clients. */
    public DocumentCollection<Credential> credentials() {
        return credentials;
    }

    /**
     * Creates a client of what was sent.
     *
     * @return the client with its new credentials spelled out, as only the response to their creation does
     * @throws dev.gatehouse.server.error.Rejection when it breaks a rule, or its id is taken
     */
    public Client create(Transaction tx, ObjectNode sent) {
        Client client = defaults.complete(sent);
        ClientRules.settleLogout(client, sent);
        ClientRules.check(client, sent);
        requireLinkedApi(tx, client);
        List<Credential> taken = inline.take(client);
        clients.insert(tx, client.json());
        inline.insert(tx, taken);
        inline.requireOwn(tx, client);
        if (SystemGrant.belongsTo(client)) {
            ObjectNode grant = SystemGrant.of(tx, client);
            grants.insert(tx, grant.put("id", ClientGrant.KIND.newId(identifiers)));
        }
        InlineCredentials.show(client, taken);
        return client;
    }

    private void requireLinkedApi(Transaction tx, Client client) {
        String identifier = client.resourceServer();
        if (identifier != null
                && resourceServers.findBy(tx, "identifier", identifier).isEmpty()) {
            throw ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse();
        }
    }

    /**
     * Changes a client.
     *
     * @param sent the change, for the rules that look at what was sent
     * @param change changes the stored client as {@code sent} says
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it would break a rule
     */
    public Client update(Transaction tx, String id, ObjectNode sent, Consumer<ObjectNode> change) {
        Client client = clients.require(tx, id);
        change.accept(client.json());
        ClientRules.settleAuthentication(client, sent);
        ClientRules.settleLogout(client, sent);
        ClientDefaults.completeObjects(client);
        ClientRules.check(client, sent);
        inline.insert(tx, inline.take(client));
        inline.requireOwn(tx, client);
        return clients.update(tx, client.json());
    }

    /**
     * Registers the client that a metadata document describes, or changes the one that was registered by it.
     *
     * @throws dev.gatehouse.server.error.Rejection when a rule of clients is broken
     */
    public Client register(Transaction tx, ClientIdMetadata metadata) {
        ObjectNode sent = metadata.mapped();
        Client registered = findRegistered(
                        tx, metadata.mapped().path("external_client_id").asText())
                .orElse(null);
        if (registered == null) {
            return create(tx, defaults.ofOthers(sent));
        }
        credentials.deleteAll(tx, Map.of("client_id", registered.id()));
        return update(tx, registered.id(), sent, client -> {
            client.remove(List.of(Client.AUTHENTICATION_METHODS, Client.AUTH_METHOD, "logo_uri", "jwks_uri"));
            client.setAll(sent.deepCopy());
        });
    }

    /** The client that was registered by the metadata document at an address. */
    public Optional<Client> findRegistered(Transaction tx, String address) {
        return clients.all(tx, Map.of("external_client_id", address)).stream()
                .filter(client -> ClientIdMetadata.TYPE.equals(client.text("external_metadata_type")))
                .findFirst();
    }

    /**
     * Gives a client a new secret.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public Client rotateSecret(Transaction tx, String id) {
        Client client = clients.require(tx, id);
        client.json().put("client_secret", defaults.secret());
        return clients.update(tx, client.json());
    }

    /**
     * Deletes a client with its credentials and grants, and refuses the tokens it has; that there is none is no error.
     *
     * @throws dev.gatehouse.server.error.Rejection when it is the global client
     */
    public void delete(Transaction tx, String id) {
        if (clients.find(tx, id).filter(Client::isGlobal).isPresent()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The global client cannot be deleted");
        }
        if (clients.delete(tx, id)) {
            revocations.revokeClient(tx, id, clock.instant());
        }
    }

    /**
     * Adds a credential to a client, which does not use it yet.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such client, or the key cannot be read
     */
    public Credential addCredential(Transaction tx, String clientId, ObjectNode sent) {
        clients.requireExists(tx, clientId);
        return credentials.insert(tx, parser.parse(clientId, sent).json());
    }

    /**
     * The credential of a client.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such client, or it has no such credential
     */
    public Credential requireCredential(Transaction tx, String clientId, String id) {
        clients.requireExists(tx, clientId);
        return credentials
                .find(tx, id)
                .filter(credential -> credential.clientId().equals(clientId))
                .orElseThrow(ErrorCode.INEXISTENT_CREDENTIAL::refuse);
    }

    /** Deletes a client's credential, wherever the client uses it; that there is none is no error. */
    public void deleteCredential(Transaction tx, String clientId, String id) {
        Client client = clients.find(tx, clientId).orElse(null);
        boolean own = credentials
                .find(tx, id)
                .filter(credential -> credential.clientId().equals(clientId))
                .isPresent();
        if (client == null || !own) {
            return;
        }
        if (InlineCredentials.remove(client, id)) {
            clients.update(tx, client.json());
        }
        credentials.delete(tx, id);
    }
}
