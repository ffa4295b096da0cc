package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.UserStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Connections themselves, and the users that they take along. */
public final class Connections implements Resource {
    /** How many identities one transaction takes away: a second's work, in which nobody else can write. */
    private static final int BATCH = 500;

    private final ConnectionStore store;
    private final DocumentCollection<Connection> connections;
    private final UserStore users;
    private final InstantSource clock;
    private final ProviderDiscovery discovery;

    public Connections(Services services) {
        discovery = new ProviderDiscovery(services.outbound());
        store = services.connections();
        connections = store.connections();
        users = services.users();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("connections.getAll", this::list);
        operations.prepare("connections.create", this::discoverForNew, this::create);
        operations.read("connections.get", this::get);
        operations.prepare("connections.update", this::discover, this::update);
        operations.inBatches("connections.delete", this::deleteUsers, this::delete);
        operations.write("connections.deleteUserByEmail", this::deleteUserByEmail);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Map<String, List<String>> keys = new HashMap<>();
        String name = request.text("name");
        if (name != null) {
            keys.put("name", List.of(name));
        }
        List<String> strategies = request.texts("strategy");
        if (!strategies.isEmpty()) {
            keys.put("strategy", strategies);
        }
        return ApiResponse.page(connections.listAny(tx, keys, request.window()).map(ConnectionStore::shown));
    }

    /** What the provider of a new connection tells of itself. A transaction comes first: a revoked token makes no call. */
    private Optional<ObjectNode> discoverForNew(Transactions transactions, ApiRequest request) {
        JsonNode options = request.body().path("options");
        if (!ProviderDiscovery.isAsked(options)) {
            return Optional.empty();
        }
        transactions.read(tx -> connections.count(tx, Map.of()));
        return discovery.read(request.body().path("strategy").asText(), options);
    }

    private Optional<ObjectNode> discover(Transactions transactions, ApiRequest request) {
        JsonNode options = request.body().path("options");
        if (!ProviderDiscovery.isAsked(options)) {
            return Optional.empty();
        }
        Connection connection = transactions.read(tx -> connections.require(tx, request.id()));
        return discovery.read(connection.strategy(), options);
    }

    private ApiResponse create(Transaction tx, ApiRequest request, Optional<ObjectNode> metadata) {
        ObjectNode sent = request.body().deepCopy();
        metadata.ifPresent(found -> sent.withObjectProperty("options").set("oidc_metadata", found));
        return ApiResponse.of(ConnectionStore.shown(store.create(tx, sent)));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        return ApiResponse.of(ConnectionStore.shown(connections.require(tx, request.id())));
    }

    private ApiResponse update(Transaction tx, ApiRequest request, Optional<ObjectNode> metadata) {
        Connection before = connections.require(tx, request.id());
        Connection changed = new Connection(before.json().deepCopy());
        request.patch(changed.json());
        metadata.ifPresent(found -> changed.json().withObjectProperty("options").set("oidc_metadata", found));
        boolean optionsSent = request.body().path("options").isObject();
        return ApiResponse.of(ConnectionStore.shown(store.update(tx, before, changed, optionsSent)));
    }

    /**
     * The users go first, part by part; the connection goes in one transaction with whoever is left or has come meanwhile. A
     * server that stops between leaves a connection with fewer users, which can be deleted again.
     */
    private boolean deleteUsers(Transaction tx, ApiRequest request) {
        return connections
                .find(tx, request.id())
                .map(connection -> users.deleteByConnection(tx, connection.name(), BATCH))
                .orElse(false);
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        connections.find(tx, request.id()).ifPresent(connection -> {
            users.deleteByConnection(tx, connection.name(), Integer.MAX_VALUE);
            connections.delete(tx, connection.id());
        });
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().put("deleted_at", WireTime.of(clock.instant())));
    }

    private ApiResponse deleteUserByEmail(Transaction tx, ApiRequest request) {
        Identifier email = new Identifier("email", Objects.requireNonNull(request.text("email")));
        String name = connections.require(tx, request.id()).name();
        users.findIdentity(tx, name, email)
                .flatMap(identity -> users.owner(tx, identity))
                .ifPresent(userId -> users.delete(tx, userId));
        return ApiResponse.empty();
    }
}
