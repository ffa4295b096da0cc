package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
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
import dev.gatehouse.server.store.user.Identifier;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections themselves, and the users that they take along. */
public final class Connections implements Resource {
    /** How many identities one transaction takes away: a second's work, in which nobody else can write. */
    private static final int BATCH = 500;

    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final ConnectionRules rules;

    public Connections(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        identifiers = services.identifiers();
        clock = services.clock();
        rules = new ConnectionRules(services.contract());
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("connections.getAll", this::list);
        operations.serve("connections.create", this::create);
        operations.serve("connections.get", this::get);
        operations.serve("connections.update", this::update);
        operations.serve("connections.delete", this::delete);
        operations.serve("connections.deleteUserByEmail", this::deleteUserByEmail);
    }

    private Reply list(ApiRequest request) {
        Map<String, String> keys = new HashMap<>();
        String name = request.text("name");
        if (name != null) {
            keys.put("name", name);
        }
        List<String> strategies = request.texts("strategy");
        if (strategies.size() == 1) {
            keys.put("strategy", strategies.get(0));
        }
        return Reply.page(database.read(request.tenant(), tx -> {
            if (strategies.size() <= 1) {
                return documents.list(tx, Kinds.CONNECTION, keys, request.window());
            }
            List<ObjectNode> ofStrategies = documents.all(tx, Kinds.CONNECTION, keys).stream()
                    .filter(connection ->
                            strategies.contains(connection.path("strategy").asText()))
                    .toList();
            return Slice.of(ofStrategies, request.window());
        }));
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.body();
        String strategy = sent.path("strategy").asText();
        rules.check(strategy, sent.path("options"));
        String id = identifiers.prefixed("con_");
        ObjectNode connection = connection(request, id, sent, strategy);
        try {
            return Reply.of(database.write(request.tenant(), tx -> {
                documents.insert(tx, Kinds.CONNECTION, id, connection);
                return connection;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.CONNECTION_CONFLICT.refuse();
        }
    }

    private ObjectNode connection(ApiRequest request, String id, ObjectNode sent, String strategy) {
        JsonNode particular = Strategies.of(strategy);
        ObjectNode connection = JsonNodeFactory.instance.objectNode().put("id", id);
        connection.put("is_domain_connection", false);
        if (particular.path("enterprise").asBoolean()) {
            connection.put("show_as_button", false);
        }
        if (particular.path("displayName").asBoolean()) {
            connection.set("display_name", sent.get("name"));
        }
        if (particular.path("ticket").asBoolean()) {
            connection.put(
                    "provisioning_ticket_url",
                    request.tenant().issuer() + "p/" + strategy + "/" + identifiers.alphanumeric(8));
        }
        connection.putObject("authentication").put("active", true);
        connection.putObject("connected_accounts").put("active", false);
        connection.putArray("enabled_clients");
        connection.putArray("realms").add(sent.get("name"));
        MergePatch.apply(connection, sent);
        ObjectNode options = sent.path("options") instanceof ObjectNode object ? object : sent.objectNode();
        connection.set("options", ConnectionOptions.created(strategy, options));
        if (strategy.equals("waad")) {
            connection
                    .withObjectProperty("options")
                    .put("app_domain", request.tenant().domain());
        }
        return connection;
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> connection(tx, request.id())));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode connection = connection(tx, request.id());
            String strategy = connection.path("strategy").asText();
            rules.check(strategy, sent.path("options"));
            MergePatch.apply(connection, sent);
            if (sent.path("options") instanceof ObjectNode options) {
                connection.set("options", ConnectionOptions.replaced(strategy, options));
            }
            documents.update(tx, Kinds.CONNECTION, request.id(), connection);
            return connection;
        }));
    }

    private Reply delete(ApiRequest request) {
        String id = request.id();
        database.read(request.tenant(), tx -> documents.find(tx, Kinds.CONNECTION, id))
                .ifPresent(connection ->
                        delete(request.tenant(), id, connection.path("name").asText()));
        return Reply.of(JsonNodeFactory.instance.objectNode().put("deleted_at", WireTime.of(clock.instant())));
    }

    /**
     * The users go first, part by part; the connection goes in one transaction with whoever is left or has come meanwhile. A
     * server that stops between leaves a connection with fewer users, which can be deleted again.
     */
    private void delete(Tenant tenant, String id, String name) {
        boolean more = true;
        while (more) {
            more = database.write(tenant, tx -> users.deleteByConnection(tx, name, BATCH));
        }
        database.write(tenant, tx -> {
            users.deleteByConnection(tx, name, Integer.MAX_VALUE);
            documents.delete(tx, Kinds.SCIM_CONFIGURATION, id);
            for (Kind kind : List.of(Kinds.SCIM_TOKEN, Kinds.CONNECTION_KEY)) {
                documents.deleteAll(tx, kind, Map.of("connection_id", id));
            }
            return documents.delete(tx, Kinds.CONNECTION, id);
        });
    }

    private Reply deleteUserByEmail(ApiRequest request) {
        Identifier email = new Identifier("email", String.valueOf(request.text("email")));
        database.write(request.tenant(), tx -> {
            String name = connection(tx, request.id()).path("name").asText();
            return users.findIdentity(tx, name, email)
                    .flatMap(identity -> users.owner(tx, identity))
                    .map(userId -> users.delete(tx, userId))
                    .orElse(false);
        });
        return Reply.empty();
    }

    private ObjectNode connection(Transaction tx, String id) {
        return documents.find(tx, Kinds.CONNECTION, id).orElseThrow(ErrorCode.INEXISTENT_CONNECTION::refuse);
    }
}
