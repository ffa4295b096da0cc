package dev.gatehouse.server.management.connections;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.ConnectionKey;
import dev.gatehouse.server.connection.ConnectionKeyStore;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;

/** The keys that a connection signs with. They are generated when they are first read. */
public final class ConnectionKeys implements Resource {
    private final DocumentCollection<Connection> connections;
    private final ConnectionKeyStore keys;

    public ConnectionKeys(Services services) {
        connections = services.connections().connections();
        keys = new ConnectionKeyStore(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.prepare("connections.getKeys", this::firstKeys, this::list);
        operations.prepare("connections.createKeys", this::newKeys, this::create);
        operations.prepare("connections.rotateKeys", this::keysForRotation, this::rotate);
    }

    /** Making an RSA key takes up to a second: it is done before the write, and only where none is there. */
    private List<ConnectionKey> firstKeys(Transactions transactions, ApiRequest request) {
        Connection connection = transactions.read(tx -> connections.require(tx, request.id()));
        boolean some = transactions.read(tx -> !keys.of(tx, request.id()).isEmpty());
        return some ? List.of() : keys.firstKeys(connection);
    }

    private List<ConnectionKey> newKeys(Transactions transactions, ApiRequest request) {
        String algorithm = request.bodyValue().path("signing_alg").asText("RS256");
        if (algorithm.startsWith("ES")) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The keys of connections are RSA keys.");
        }
        List<ConnectionKey> newKeys = firstKeys(transactions, request);
        newKeys.forEach(key -> key.json().put("algorithm", algorithm));
        return newKeys;
    }

    private ApiResponse create(Transaction tx, ApiRequest request, List<ConnectionKey> newKeys) {
        connections.requireExists(tx, request.id());
        if (newKeys.isEmpty() || !keys.of(tx, request.id()).isEmpty()) {
            throw ErrorCode.RESOURCE_CONFLICT.refuse("The connection has keys already.");
        }
        return list(tx, request, newKeys);
    }

    private ApiResponse list(Transaction tx, ApiRequest request, List<ConnectionKey> newKeys) {
        connections.requireExists(tx, request.id());
        return ApiResponse.array(keys.insertFirst(tx, request.id(), newKeys).stream()
                .map(ConnectionKey::json)
                .toList());
    }

    /** What a rotation may need: the first keys of a connection that has none, and the one to come. */
    private record KeysForRotation(List<ConnectionKey> first, ConnectionKey next) {}

    private KeysForRotation keysForRotation(Transactions transactions, ApiRequest request) {
        Connection connection = transactions.read(tx -> connections.require(tx, request.id()));
        return new KeysForRotation(firstKeys(transactions, request), keys.newKey(connection));
    }

    private ApiResponse rotate(Transaction tx, ApiRequest request, KeysForRotation generated) {
        connections.requireExists(tx, request.id());
        keys.insertFirst(tx, request.id(), generated.first());
        return ApiResponse.of(keys.rotate(tx, request.id(), generated.next()).json());
    }
}
