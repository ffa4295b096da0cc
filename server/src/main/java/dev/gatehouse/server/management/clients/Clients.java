package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.token.SigningCertificates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clients, their secrets, and the connections they may use. */
public final class Clients implements Resource {
    private static final int SECRET_LENGTH = 64;

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;
    private final ClientDefaults newClient;
    private final InlineCredentials inline;
    private final SystemGrant systemGrant;
    private final SigningCertificates certificates;

    public Clients(Services services) {
        database = services.database();
        documents = services.documents();
        identifiers = services.identifiers();
        newClient = new ClientDefaults(services.identifiers());
        inline = new InlineCredentials(services);
        systemGrant = new SystemGrant(documents, identifiers);
        certificates = services.signingCertificates();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("clients.getAll", this::list);
        operations.serve("clients.create", this::create);
        operations.serve("clients.get", this::get);
        operations.serve("clients.update", this::update);
        operations.serve("clients.delete", this::delete);
        operations.serve("clients.rotateClientSecret", this::rotateSecret);
        operations.serve("clients.getConnections", this::listConnections);
    }

    private Reply list(ApiRequest request) {
        Map<String, String> keys = new HashMap<>();
        putFlag(keys, "global", request.flag("is_global"));
        putFlag(keys, "is_first_party", request.flag("is_first_party"));
        List<String> types = request.texts("app_type");
        Slice<ObjectNode> clients = database.read(request.tenant(), tx -> {
            if (types.isEmpty()) {
                return documents.list(tx, Kinds.CLIENT, keys, request.window());
            }
            List<ObjectNode> ofTypes = documents.all(tx, Kinds.CLIENT, keys).stream()
                    .filter(client -> types.contains(client.path("app_type").asText()))
                    .toList();
            return Slice.of(ofTypes, request.window());
        });
        return Reply.page(clients.map(client -> ClientView.read(request.token().scopes(), shown(request, client))));
    }

    private static void putFlag(Map<String, String> keys, String name, @Nullable Boolean flag) {
        if (flag != null) {
            keys.put(name, flag.toString());
        }
    }

    private Reply create(ApiRequest request) {
        ObjectNode client = newClient.from(request.body());
        List<ObjectNode> credentials = inline.take(client);
        requireKnownProfiles(client);
        String id = client.path("client_id").asText();
        try {
            database.write(request.tenant(), tx -> {
                requireLinkedApi(tx, client);
                documents.insert(tx, Kinds.CLIENT, id, client);
                systemGrant.insert(tx, client);
                inline.insert(tx, id, credentials);
                return true;
            });
        } catch (DuplicateKeyException e) {
            throw ErrorCode.CLIENT_CONFLICT.refuse();
        }
        return Reply.of(inline.shownWith(shown(request, client), credentials));
    }

    /** There are no connection or attribute profiles on this server yet, so a client cannot name one that exists. */
    private static void requireKnownProfiles(ObjectNode client) {
        JsonNode profile = client.at("/my_organization_configuration/connection_profile_id");
        if (profile.isTextual() && !profile.asText().matches("cop_[A-Za-z0-9]{22}")) {
            throw ErrorCode.INVALID_BODY.refuse("The connection profile " + profile.asText() + " does not exist");
        }
    }

    private void requireLinkedApi(Transaction tx, ObjectNode client) {
        JsonNode identifier = client.path("resource_server_identifier");
        if (identifier.isTextual()
                && documents
                        .findBy(tx, Kinds.RESOURCE_SERVER, "identifier", identifier.asText())
                        .isEmpty()) {
            throw ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse();
        }
    }

    private Reply get(ApiRequest request) {
        ObjectNode client = database.read(request.tenant(), tx -> client(tx, request));
        return Reply.of(ClientView.read(request.token().scopes(), shown(request, client)));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        requireScope(request, sent);
        List<ObjectNode> credentials = inline.take(sent);
        ObjectNode updated = database.write(request.tenant(), tx -> {
            ObjectNode client = client(tx, request);
            mergeJwtConfiguration(client, sent);
            MergePatch.apply(client, sent);
            documents.update(tx, Kinds.CLIENT, request.id(), client);
            inline.insert(tx, request.id(), credentials);
            return client;
        });
        return Reply.of(ClientView.changed(request.token().scopes(), shown(request, updated)));
    }

    private static void requireScope(ApiRequest request, ObjectNode sent) {
        if (sent.has("client_secret") && !request.token().scopes().contains("update:client_keys")) {
            throw ErrorCode.INSUFFICIENT_SCOPE.refuse("Insufficient scope, expected any of: update:client_keys");
        }
    }

    /** A new algorithm or lifetime leaves secret_encoded as it is. */
    private static void mergeJwtConfiguration(ObjectNode client, ObjectNode sent) {
        if (sent.path("jwt_configuration") instanceof ObjectNode configuration
                && !configuration.has("secret_encoded")) {
            configuration.put(
                    "secret_encoded",
                    client.at("/jwt_configuration/secret_encoded").asBoolean());
        }
    }

    private Reply delete(ApiRequest request) {
        String id = request.id();
        database.write(request.tenant(), tx -> {
            ObjectNode client = documents.find(tx, Kinds.CLIENT, id).orElse(null);
            if (client == null) {
                return false;
            }
            if (client.path("global").asBoolean()) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The global client cannot be deleted");
            }
            for (Kind kind : List.of(Kinds.CLIENT_GRANT, Kinds.CLIENT_CREDENTIAL)) {
                documents.deleteAll(tx, kind, Map.of("client_id", id));
            }
            documents
                    .all(tx, Connection.KIND, Map.of("enabled_client", id))
                    .forEach(connection -> disable(tx, connection, id));
            return documents.delete(tx, Kinds.CLIENT, id);
        });
        return Reply.empty();
    }

    private void disable(Transaction tx, ObjectNode connection, String clientId) {
        var clients = connection.path("enabled_clients").elements();
        while (clients.hasNext()) {
            if (clients.next().asText().equals(clientId)) {
                clients.remove();
            }
        }
        documents.update(tx, Connection.KIND, connection.path("id").asText(), connection);
    }

    private Reply rotateSecret(ApiRequest request) {
        String secret = identifiers.secret(SECRET_LENGTH);
        ObjectNode rotated = database.write(request.tenant(), tx -> {
            ObjectNode client = client(tx, request);
            client.put("client_secret", secret);
            documents.update(tx, Kinds.CLIENT, request.id(), client);
            return client;
        });
        return Reply.of(shown(request, rotated));
    }

    private Reply listConnections(ApiRequest request) {
        List<String> strategies = request.texts("strategy");
        List<ObjectNode> connections = database.read(request.tenant(), tx -> {
            client(tx, request);
            return documents.all(tx, Connection.KIND, Map.of("enabled_client", request.id())).stream()
                    .filter(connection -> strategies.isEmpty()
                            || strategies.contains(connection.path("strategy").asText()))
                    .toList();
        });
        connections.forEach(connection -> connection.remove("enabled_clients"));
        return Reply.page(Slice.of(connections, request.window()));
    }

    private ObjectNode client(Transaction tx, ApiRequest request) {
        return documents.find(tx, Kinds.CLIENT, request.id()).orElseThrow(ErrorCode.INEXISTENT_CLIENT::refuse);
    }

    /** With the certificates that the tenant's tokens are signed with. */
    private ObjectNode shown(ApiRequest request, ObjectNode client) {
        client.put("tenant", request.tenant().id());
        client.set("signing_keys", certificates.of(request.tenant()));
        return client;
    }
}
