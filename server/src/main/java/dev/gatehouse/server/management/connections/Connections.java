package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
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

/** Connections themselves, and the users that they take along. */
public final class Connections implements Resource {
    /** How many identities one transaction takes away: a second's work, in which nobody else can write. */
    private static final int BATCH = 500;

    private final ConnectionStore store;
    private final DocumentCollection<Connection> connections;
    private final UserStore users;
    private final InstantSource clock;

    public Connections(Services services) {
        store = services.connections();
        connections = store.connections();
        users = services.users();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("connections.getAll", this::list);
        operations.write("connections.create", this::create);
        operations.read("connections.get", this::get);
        operations.write("connections.update", this::update);
        operations.inBatches("connections.delete", this::deleteUsers, this::delete);
        operations.write("connections.deleteUserByEmail", this::deleteUserByEmail);
    }

    private Reply list(Transaction tx, ApiRequest request) {
        Map<String, List<String>> keys = new HashMap<>();
        String name = request.text("name");
        if (name != null) {
            keys.put("name", List.of(name));
        }
        List<String> strategies = request.texts("strategy");
        if (!strategies.isEmpty()) {
            keys.put("strategy", strategies);
        }
        return Reply.page(connections.listAny(tx, keys, request.window()).map(ConnectionStore::shown));
    }

    private Reply create(Transaction tx, ApiRequest request) {
        return Reply.of(ConnectionStore.shown(store.create(tx, request.body())));
    }

    private Reply get(Transaction tx, ApiRequest request) {
        return Reply.of(ConnectionStore.shown(connections.require(tx, request.id())));
    }

    private Reply update(Transaction tx, ApiRequest request) {
        Connection before = connections.require(tx, request.id());
        Connection changed = new Connection(before.json().deepCopy());
        request.patch(changed.json());
        boolean optionsSent = request.body().path("options").isObject();
        return Reply.of(ConnectionStore.shown(store.update(tx, before, changed, optionsSent)));
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

    private Reply delete(Transaction tx, ApiRequest request) {
        connections.find(tx, request.id()).ifPresent(connection -> {
            users.deleteByConnection(tx, connection.name(), Integer.MAX_VALUE);
            connections.delete(tx, connection.id());
        });
        return Reply.of(JsonNodeFactory.instance.objectNode().put("deleted_at", WireTime.of(clock.instant())));
    }

    private Reply deleteUserByEmail(Transaction tx, ApiRequest request) {
        Identifier email = new Identifier("email", Objects.requireNonNull(request.text("email")));
        String name = connections.require(tx, request.id()).name();
        users.findIdentity(tx, name, email)
                .flatMap(identity -> users.owner(tx, identity))
                .ifPresent(userId -> users.delete(tx, userId));
        return Reply.empty();
    }
}
