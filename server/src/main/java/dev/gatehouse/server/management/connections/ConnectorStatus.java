package dev.gatehouse.server.management.connections;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.net.URI;

/**
 * Whether the connector of a directory is online. A connector tells the API by itself where people sign in with it; here that
 * address, {@code options.signInEndpoint}, is set with the connection, and the connector is online while it responds there.
 */
public final class ConnectorStatus implements Resource {
    /** Active Directory and other LDAP: the one strategy with a connector. */
    private static final String DIRECTORY = "ad";

    private final Services services;
    private final DocumentCollection<Connection> connections;

    public ConnectorStatus(Services services) {
        this.services = services;
        connections = services.connections().connections();
    }

    @Override
    public void mount(Operations operations) {
        operations.prepareRead(
                "connections.checkStatus", this::requireOnline, (tx, request, online) -> ApiResponse.empty());
    }

    /** Calling the connector takes up to seconds: it is done outside of any transaction. */
    private boolean requireOnline(Transactions transactions, ApiRequest request) {
        Connection connection = transactions.read(tx -> connections.require(tx, request.id()));
        if (!connection.strategy().equals(DIRECTORY)) {
            throw ErrorCode.CONNECTOR_OFFLINE.refuse(
                    "A connection with the strategy " + connection.strategy() + " has no connector");
        }
        String endpoint = connection.at("options").path("signInEndpoint").asText();
        if (endpoint.isEmpty() || !responds(endpoint)) {
            throw ErrorCode.CONNECTOR_OFFLINE.refuse();
        }
        return true;
    }

    private boolean responds(String endpoint) {
        try {
            services.outbound().send(OutboundRequest.get(URI.create(endpoint)));
            return true;
        } catch (OutboundException | IllegalArgumentException e) {
            return false; // no address, or nobody there
        }
    }
}
