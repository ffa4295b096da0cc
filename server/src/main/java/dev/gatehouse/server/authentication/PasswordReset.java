package dev.gatehouse.server.authentication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.session.UserDevice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.ticket.Tickets;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mails people a link to choose another password by. Whoever asks is told the same, whether or not there is such a user. Thread-safe.
 */
public final class PasswordReset {
    private final UserStore users;
    private final Tickets tickets;
    private final Outbox outbox;
    private final DocumentCollection<EmailTemplate> templates;
    private final AuthenticationEvents events;

    public PasswordReset(
            DocumentStore documents, UserStore users, Tickets tickets, Outbox outbox, AuthenticationEvents events) {
        this.users = users;
        this.tickets = tickets;
        this.outbox = outbox;
        this.events = events;
        templates = documents.of(EmailTemplate.KIND, EmailTemplate::new);
    }

    /**
     * Sends the mail, where there is such a user with an address.
     *
     * @param client null when none is known
     * @param connections where the user may be known, in the order they are asked
     * @param typed an email address or a username
     */
    public void request(
            Transaction tx, @Nullable Client client, List<Connection> connections, String typed, UserDevice device) {
        for (Connection connection : connections) {
            Optional<User> user = find(tx, connection, typed.strip());
            if (user.isPresent() && user.get().email() != null) {
                send(tx, client, connection, user.get());
                Event event = new Event(client, connection.name(), user.get(), null, null, null);
                events.append(tx, "scpr", event, device);
                return;
            }
        }
        String connection = connections.isEmpty() ? null : connections.get(0).name();
        events.append(tx, "fcpr", new Event(client, connection, null, typed, null, "user does not exist"), device);
    }

    private Optional<User> find(Transaction tx, Connection connection, String typed) {
        return users.findIdentity(tx, connection.name(), new Identifier("email", typed))
                .or(() -> users.findIdentity(
                        tx, connection.name(), new Identifier("username", UsernameRules.normalized(typed))))
                .filter(key -> key.provider().equals("auth0"))
                .flatMap(key -> users.owner(tx, key))
                .flatMap(id -> users.find(tx, id))
                // The ticket is for the user's own address, which that of a linked account is not.
                .filter(user -> user.identities().get(0).connection().equals(connection.name()));
    }

    private void send(Transaction tx, @Nullable Client client, Connection connection, User user) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("user_id", user.id());
        ObjectNode mail =
                JsonNodeFactory.instance.objectNode().put("to", user.email()).put("connection", connection.name());
        if (client != null) {
            wanted.put("client_id", client.id());
            mail.put("client_id", client.id());
        }
        templates
                .find(tx, EmailTemplate.RESET_EMAIL)
                .filter(EmailTemplate::enabled)
                .ifPresent(template -> wanted.put("ttl_sec", template.number("urlLifetimeInSeconds", 0)));
        mail.put("url", tickets.changePassword(tx, wanted));
        outbox.link(tx, EmailTemplate.RESET_EMAIL, user.id(), mail);
    }
}
