package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.user.UserStore;

/** Tells the tenant's log what tickets did. Thread-safe. */
public final class TicketEvents {
    private final LogEvents log;
    private final UserStore users;
    private final DocumentCollection<Connection> connections;

    public TicketEvents(LogEvents log, UserStore users, DocumentCollection<Connection> connections) {
        this.log = log;
        this.users = users;
        this.connections = connections;
    }

    /**
     * Adds an event.
     *
     * @param type a code of the API's list of log event types
     * @param visitor members that tell who followed the link; they are the event's afterwards
     */
    public void append(Transaction tx, String type, String description, Ticket ticket, ObjectNode visitor) {
        ObjectNode event = visitor;
        event.put("description", description);
        event.put("user_id", ticket.userId());
        users.find(tx, ticket.userId())
                .ifPresent(user -> event.put("user_name", user.text("email", user.text("name", ""))));
        event.put("connection", ticket.connection());
        connections.findBy(tx, "name", ticket.connection()).ifPresent(connection -> {
            event.put("connection_id", connection.id());
            event.put("strategy", connection.strategy());
            event.put("strategy_type", connection.strategy().equals("auth0") ? "database" : "");
        });
        event.put("client_id", ticket.clientId());
        ObjectNode details = event.putObject("details");
        details.put("email", ticket.email());
        log.append(tx, type, event);
    }
}
