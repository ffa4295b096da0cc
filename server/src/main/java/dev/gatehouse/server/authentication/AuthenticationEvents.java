package dev.gatehouse.server.authentication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.session.UserDevice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.User;
import org.jspecify.annotations.Nullable;

/** Tells the tenant's log who signed in, and who did not. Thread-safe. */
public final class AuthenticationEvents {
    private final LogEvents log;
    private final DocumentCollection<Connection> connections;

    public AuthenticationEvents(LogEvents log, DocumentStore documents) {
        this.log = log;
        connections = documents.of(Connection.KIND, Connection::new);
    }

    /**
     * What an event tells.
     *
     * @param client null for none
     * @param connection the name of the connection; null for none
     * @param user null when there is none, or none is known yet
     * @param userName what was typed, where {@code user} is null; null for nothing
     * @param audience the API that was asked for; null for none
     * @param description null where the type says it all
     */
    public record Event(
            @Nullable Client client,
            @Nullable String connection,
            @Nullable User user,
            @Nullable String userName,
            @Nullable String audience,
            @Nullable String description) {
        /** One of a client and a user. */
        public static Event of(Client client, User user) {
            return new Event(client, null, user, null, null, null);
        }

        /** The same on a connection. */
        public Event on(String name) {
            return new Event(client, name, user, userName, audience, description);
        }

        /** The same for an API. */
        public Event forAudience(@Nullable String identifier) {
            return new Event(client, connection, user, userName, identifier, description);
        }

        /** The same with a description. */
        public Event described(String text) {
            return new Event(client, connection, user, userName, audience, text);
        }
    }

    /**
     * Adds an event.
     *
     * @param type a code of the API's list of log event types, as in {@code s}
     */
    public void append(Transaction tx, String type, Event event, UserDevice device) {
        append(tx, type, event, device, JsonNodeFactory.instance.objectNode());
    }

    /** As the other, with details. */
    public void append(Transaction tx, String type, Event event, UserDevice device, ObjectNode details) {
        ObjectNode members = JsonNodeFactory.instance
                .objectNode()
                .put("ip", device.ip())
                .put("user_agent", device.userAgent())
                .put("hostname", tx.tenant().domain())
                .put("audience", event.audience())
                .put("description", event.description());
        Client client = event.client();
        if (client != null) {
            members.put("client_id", client.id()).put("client_name", client.name());
        }
        User user = event.user();
        if (user != null) {
            members.put("user_id", user.id()).put("user_name", user.text("email", user.text("name", "")));
        } else if (event.userName() != null) {
            members.put("user_name", Excerpt.of(event.userName()));
        }
        String name = event.connection();
        if (name != null) {
            members.put("connection", name);
            connections
                    .findBy(tx, "name", name)
                    .ifPresent(connection -> members.put("connection_id", connection.id())
                            .put("strategy", connection.strategy())
                            .put("strategy_type", connection.strategy().equals("auth0") ? "database" : ""));
        }
        if (!details.isEmpty()) {
            members.set("details", details);
        }
        log.append(tx, type, members);
    }
}
