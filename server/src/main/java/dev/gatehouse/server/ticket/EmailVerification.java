package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.UserUpdate;

/** Verifies the address of a user by a ticket. Thread-safe. */
public final class EmailVerification {
    private final Tickets tickets;
    private final UserUpdate users;
    private final TicketEvents events;

    public EmailVerification(Tickets tickets, UserUpdate users, TicketEvents events) {
        this.tickets = tickets;
        this.users = users;
        this.events = events;
    }

    /**
     * Verifies the address, uses the ticket up, and tells the log.
     *
     * @param secret what stands in the link
     * @param visitor the members of the log event that tell who followed the link
     * @return the ticket
     * @throws InvalidTicketException when it does nothing
     */
    public Ticket verify(Transaction tx, String secret, ObjectNode visitor) {
        Ticket ticket = tickets.require(tx, Purpose.VERIFY_EMAIL, secret);
        tickets.use(tx, Purpose.VERIFY_EMAIL, ticket);
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("email_verified", true);
        users.apply(tx, ticket.userId(), change.put("connection", ticket.connection()), null);
        events.append(tx, "sv", "Your email was verified. You can continue using the application.", ticket, visitor);
        return ticket;
    }
}
