package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.UserUpdate;

/**
 * Sets a password by a ticket, in three steps as {@link UserUpdate} has them, since hashing is too slow for a transaction.
 * Thread-safe.
 */
public final class PasswordChange {
    private final Tickets tickets;
    private final UserUpdate users;
    private final TicketEvents events;

    public PasswordChange(Tickets tickets, UserUpdate users, TicketEvents events) {
        this.tickets = tickets;
        this.users = users;
        this.events = events;
    }

    /** A ticket that is valid, and what is known of its user. */
    public record ValidTicket(Ticket ticket, UserUpdate.LoadedUser user) {
        /** The options of the connection, which the rules for passwords are among. */
        public JsonNode options() {
            return user.options();
        }
    }

    /**
     * The ticket and its user; changes nothing.
     *
     * @throws InvalidTicketException when the ticket does nothing
     */
    public ValidTicket find(Transaction tx, String secret) {
        Ticket ticket = tickets.require(tx, Purpose.CHANGE_PASSWORD, secret);
        return new ValidTicket(ticket, users.find(tx, ticket.userId(), change(ticket)));
    }

    private static ObjectNode change(Ticket ticket) {
        return JsonNodeFactory.instance.objectNode().put("connection", ticket.connection());
    }

    /**
     * Checks the password by the connection's rules, and hashes it. Slow.
     *
     * @throws dev.gatehouse.server.error.Rejection naming the rule that is broken
     */
    public Password prepare(ValidTicket found, String password) {
        Password prepared = users.prepare(found.user(), change(found.ticket()).put("password", password));
        if (prepared == null) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse();
        }
        return prepared;
    }

    /**
     * Sets the password, uses the ticket up, and tells the log.
     *
     * @param visitor the members of the log event that tell who followed the link
     * @throws InvalidTicketException when it does nothing any more
     */
    public Ticket apply(Transaction tx, String secret, Password password, ObjectNode visitor) {
        Ticket ticket = tickets.require(tx, Purpose.CHANGE_PASSWORD, secret);
        tickets.use(tx, Purpose.CHANGE_PASSWORD, ticket);
        ObjectNode change = change(ticket);
        if (ticket.marksEmailAsVerified() && !ticket.email().isEmpty()) {
            change.put("email_verified", true);
        }
        users.apply(tx, ticket.userId(), change, password);
        events.append(tx, "scp", "You can now login to the application with the new password.", ticket, visitor);
        return ticket;
    }
}
