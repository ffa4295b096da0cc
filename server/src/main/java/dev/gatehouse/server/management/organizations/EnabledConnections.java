package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.OrganizationConnection;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connections of organizations: what is filled in, refused and shown. */
final class EnabledConnections {
    private final DocumentCollection<OrganizationConnection> enabled;
    private final DocumentCollection<Connection> connections;
    private final OrganizationEvents events;

    EnabledConnections(Services services) {
        enabled = services.documents().of(OrganizationConnection.KIND, OrganizationConnection::new);
        connections = services.documents().of(Connection.KIND, Connection::new);
        events = new OrganizationEvents(services);
    }

    /** Adds a connection to an organization, and shows it. */
    ObjectNode add(Transaction tx, String organization, ObjectNode sent) {
        Connection connection = connections
                .find(tx, sent.path("connection_id").asText())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("No connection found by that id"));
        ObjectNode document = sent.objectNode()
                .put("id", id(organization, connection.id()))
                .put("organization_id", organization)
                .put("assign_membership_on_login", false)
                .put("show_as_button", true)
                .put("is_enabled", true);
        if (database(connection)) {
            document.put("is_signup_enabled", false);
        }
        document.setAll(sent);
        check(connection, document);
        enabled.insert(tx, document);
        events.connection(tx, "added", document);
        return shown(connection, document);
    }

    /** Stores a changed one, and shows it. */
    ObjectNode update(Transaction tx, ObjectNode document) {
        Connection connection =
                connections.require(tx, document.path("connection_id").asText());
        check(connection, document);
        enabled.update(tx, document);
        events.connection(tx, "updated", document);
        return shown(connection, document);
    }

    private static void check(Connection connection, ObjectNode document) {
        boolean membership = document.path("assign_membership_on_login").asBoolean();
        if (document.path("is_signup_enabled").asBoolean() && !(membership && database(connection))) {
            throw ErrorCode.INVALID_BODY.refuse("Only database connections with assign_membership_on_login = true"
                    + " support is_signup_enabled = true.");
        }
    }

    private static boolean database(Connection connection) {
        return connection.strategy().equals("auth0");
    }

    /**
     * One as it is stored.
     *
     * @throws dev.gatehouse.server.error.Rejection when the organization does not have it
     */
    ObjectNode require(Transaction tx, String organization, String connection) {
        return enabled.find(tx, id(organization, connection))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("No connection found by that id"))
                .json();
    }

    ObjectNode shown(Transaction tx, ObjectNode document) {
        return shown(connections.require(tx, document.path("connection_id").asText()), document);
    }

    void delete(Transaction tx, String organization, String connection) {
        Optional<OrganizationConnection> found = enabled.find(tx, id(organization, connection));
        found.ifPresent(removed -> {
            enabled.delete(tx, removed.text("id", ""));
            events.connection(tx, "removed", removed.json());
        });
    }

    /** Those of an organization whose connection is still there, as they are shown. */
    List<ObjectNode> of(Transaction tx, String organization) {
        return enabled.all(tx, Map.of("organization_id", organization)).stream()
                .map(each -> connections
                        .find(tx, each.text("connection_id", ""))
                        .map(connection -> shown(connection, each.json())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ObjectNode shown(Connection connection, ObjectNode document) {
        ObjectNode view = document.deepCopy();
        view.remove(List.of("id", "organization_id"));
        view.putObject("connection").put("name", connection.name()).put("strategy", connection.strategy());
        return view;
    }

    private static String id(String organization, String connection) {
        return organization + "|" + connection;
    }
}
