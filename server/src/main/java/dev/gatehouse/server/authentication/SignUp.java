package dev.gatehouse.server.authentication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.session.UserDevice;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserCreation;
import dev.gatehouse.server.user.UserCreation.NewUser;

/** People make users of themselves, on a database connection that lets them. Thread-safe. */
public final class SignUp {
    /** What is said where a connection does not let them. */
    public static final String DISABLED = "public signup is disabled";

    private final Database database;
    private final UserCreation creation;
    private final AttackProtection protection;
    private final DocumentCollection<EmailTemplate> templates;
    private final Outbox outbox;
    private final AuthenticationEvents events;

    public SignUp(
            Database database,
            DocumentStore documents,
            UserCreation creation,
            AttackProtection protection,
            Outbox outbox,
            AuthenticationEvents events) {
        this.database = database;
        this.creation = creation;
        this.protection = protection;
        this.outbox = outbox;
        this.events = events;
        templates = documents.of(EmailTemplate.KIND, EmailTemplate::new);
    }

    /** Whether people may sign up on a connection. */
    public static boolean isOpen(Connection connection) {
        return !connection.options().path("disable_signup").asBoolean();
    }

    /**
     * Makes a user, and sends the mail that verifies the address. Slow.
     *
     * @param profile what was sent: {@code email}, {@code username} or {@code phone_number}, {@code password}, and members of the
     *     profile
     * @throws Rejection naming the rule that is broken, or when what the user would sign in with is taken; it was logged
     */
    public User register(Tenant tenant, Client client, Connection connection, ObjectNode profile, UserDevice device) {
        try {
            if (!isOpen(connection)) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(DISABLED);
            }
            database.write(tenant, tx -> {
                protection.admitSignUp(tx, device.ip());
                return true;
            });
            NewUser prepared = creation.prepare(connection, profile);
            return database.write(tenant, tx -> create(tx, client, connection, prepared, device));
        } catch (Rejection refusal) {
            Event event = new Event(
                    client,
                    connection.name(),
                    null,
                    profile.path("email").asText(profile.path("username").asText()),
                    null,
                    refusal.publicMessage());
            database.write(tenant, tx -> {
                events.append(tx, "fs", event, device);
                return true;
            });
            throw refusal;
        }
    }

    private User create(Transaction tx, Client client, Connection connection, NewUser prepared, UserDevice device) {
        User user = creation.create(tx, prepared);
        events.append(tx, "ss", Event.of(client, user).on(connection.name()), device);
        boolean verifies = templates
                .find(tx, EmailTemplate.VERIFY_EMAIL)
                .map(EmailTemplate::enabled)
                .orElse(true);
        if (user.email() != null && verifies) {
            ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("client_id", client.id());
            outbox.send(tx, EmailTemplate.VERIFY_EMAIL, user, user.identities().get(0), wanted, null);
        }
        return user;
    }
}
