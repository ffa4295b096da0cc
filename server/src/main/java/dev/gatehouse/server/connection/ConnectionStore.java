package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import java.util.Collection;
import java.util.Objects;

/** Connections, with what their strategies fill in and refuse. Thread-safe. */
public final class ConnectionStore {
    private final DocumentStore documents;
    private final DocumentCollection<Connection> connections;
    private final Kind clients;
    private final Identifiers identifiers;
    private final ConfigurationPlaceholders placeholders;

    /**
     * @param clients the kind of the clients that connections are enabled for
     */
    public ConnectionStore(DocumentStore documents, Kind clients, Identifiers identifiers) {
        this.documents = documents;
        this.clients = clients;
        this.identifiers = identifiers;
        connections = documents.of(Connection.KIND, Connection::new);
        placeholders = new ConfigurationPlaceholders(identifiers);
    }

    /** The connections themselves. */
    public DocumentCollection<Connection> connections() {
        return connections;
    }

    /** A connection as it is answered: without the values of {@code options.configuration}. It changes what it is given. */
    public static ObjectNode shown(Connection connection) {
        return ConfigurationPlaceholders.masked(connection);
    }

    /**
     * Adds a connection, completed as its strategy says.
     *
     * @param sent at least its {@code name} and {@code strategy}
     * @throws Rejection when its options do not go together, it names a client that is not there, or its name is taken
     */
    public Connection create(Transaction tx, ObjectNode sent) {
        Strategy strategy = Strategy.of(sent.path("strategy").asText());
        Connection connection = new Connection(initial(tx, strategy, sent));
        connection.json().setAll(sent);
        ConnectionRules.check(strategy, connection.options());
        requireClients(tx, connection.enabledClients());
        ObjectNode options = ConnectionOptions.created(strategy, connection.options());
        if (strategy.name().equals("waad")) {
            options.put("app_domain", tx.tenant().domain());
        }
        connection.json().set("options", options);
        placeholders.update(sent.objectNode(), connection.json());
        return connections.insert(tx, connection.json());
    }

    /** What a connection of that strategy has unless something else is sent. */
    private ObjectNode initial(Transaction tx, Strategy strategy, ObjectNode sent) {
        ObjectNode connection = JsonNodeFactory.instance
                .objectNode()
                .put("id", Objects.requireNonNull(Connection.KIND.newId(identifiers)))
                .put("is_domain_connection", false);
        if (strategy.enterprise()) {
            connection.put("show_as_button", false);
        }
        if (strategy.displayName()) {
            connection.set("display_name", sent.get("name"));
        }
        if (strategy.ticket()) {
            connection.put(
                    "provisioning_ticket_url",
                    tx.tenant().issuer() + "p/" + strategy.name() + "/"
                            + identifiers.alphanumeric(strategy.ticketLength()));
        }
        connection.putObject("authentication").put("active", true);
        connection.putObject("connected_accounts").put("active", false);
        connection.putArray("enabled_clients");
        connection.putArray("realms").add(sent.get("name"));
        return connection;
    }

    /**
     * Stores a changed connection.
     *
     * @param before the connection as it is stored
     * @param changed the connection after the change
     * @param optionsSent whether the change has options: they are replaced as a whole and completed again
     * @throws Rejection when its options do not go together, or it names a client that is not there
     */
    public Connection update(Transaction tx, Connection before, Connection changed, boolean optionsSent) {
        Strategy strategy = Strategy.of(before.strategy());
        if (optionsSent) {
            ConnectionRules.check(strategy, changed.options());
            ConnectionRules.checkUniqueness(before.options(), changed.options());
            ObjectNode options = ConnectionOptions.replaced(strategy, before.options(), changed.options());
            if (before.options().has("app_domain")) {
                options.putIfAbsent("app_domain", before.options().get("app_domain"));
            }
            changed.json().set("options", options);
            placeholders.update(before.json(), changed.json());
        }
        Collection<String> added = changed.enabledClients();
        added.removeAll(before.enabledClients());
        requireClients(tx, added);
        return connections.update(tx, changed.json());
    }

    /**
     * Checks that every client is there.
     *
     * @throws Rejection when one is not
     */
    public void requireClients(Transaction tx, Collection<String> clientIds) {
        for (String clientId : clientIds) {
            if (!documents.exists(tx, clients, clientId)) {
                throw ErrorCode.UNKNOWN_CLIENT.refuse();
            }
        }
    }
}
