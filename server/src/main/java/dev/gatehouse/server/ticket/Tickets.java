package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.Identity;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes and redeems tickets. Thread-safe. */
public final class Tickets {
    /** How long a ticket is valid where nothing else is asked for. */
    public static final Duration LIFETIME = Duration.ofDays(5);

    private static final int SECRET_LENGTH = 32;
    private static final List<String> KEPT =
            List.of("result_url", "client_id", "organization_id", "includeEmailInRedirect", "mark_email_as_verified");

    private final TicketStore store = new TicketStore();
    private final UserStore users;
    private final DocumentCollection<Connection> connections;
    private final DocumentCollection<Client> clients;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public Tickets(
            UserStore users,
            DocumentStore documents,
            DocumentCollection<Connection> connections,
            Identifiers identifiers,
            InstantSource clock) {
        this.users = users;
        this.connections = connections;
        this.clients = documents.of(Client.KIND, Client::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Makes a ticket that verifies the address of a user.
     *
     * @param wanted {@code user_id}, and optionally {@code identity}, {@code ttl_sec} and where the user goes afterwards
     * @return the link, which holds the secret: it is not stored
     * @throws dev.gatehouse.server.error.Rejection when there is no such user, identity or client, or the user has no address
     */
    public String verifyEmail(Transaction tx, ObjectNode wanted) {
        User user = users.require(tx, wanted.path("user_id").asText());
        Identity identity = identity(tx, user, wanted);
        if (emailOf(user, identity) == null) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The user does not have an email address.");
        }
        return insert(tx, Purpose.VERIFY_EMAIL, user, identity, wanted);
    }

    /**
     * Makes a ticket that sets a password.
     *
     * @param wanted {@code user_id}, or {@code email} and {@code connection_id}; the rest as for {@link #verifyEmail}
     * @return the link, which holds the secret: it is not stored
     * @throws dev.gatehouse.server.error.Rejection when there is no such user, identity, connection or client, or the identity has
     *     no password here
     */
    public String changePassword(Transaction tx, ObjectNode wanted) {
        User user = userToChange(tx, wanted);
        Identity identity = wanted.has("connection_id")
                ? user.identityOn(connection(tx, wanted).name()).orElseThrow(ErrorCode.INEXISTENT_USER::refuse)
                : identity(tx, user, wanted);
        if (!identity.ofDatabase()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "The user's main connection does not support this operation");
        }
        return insert(tx, Purpose.CHANGE_PASSWORD, user, identity, wanted);
    }

    private User userToChange(Transaction tx, ObjectNode wanted) {
        if (wanted.has("user_id")) {
            if (wanted.has("email") || wanted.has("connection_id")) {
                throw ErrorCode.INVALID_BODY.refuse("user_id cannot be used with email and connection_id");
            }
            return users.require(tx, wanted.path("user_id").asText());
        }
        if (!wanted.has("email") || !wanted.has("connection_id")) {
            throw ErrorCode.INVALID_BODY.refuse("user_id, or email and connection_id, must be given");
        }
        Identifier email = new Identifier("email", wanted.path("email").asText());
        return users.findIdentity(tx, connection(tx, wanted).name(), email)
                .flatMap(key -> users.owner(tx, key))
                .map(owner -> users.require(tx, owner))
                .orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
    }

    private Connection connection(Transaction tx, ObjectNode wanted) {
        return connections.require(tx, wanted.path("connection_id").asText());
    }

    /**
     * The identity that {@code wanted} names; the primary one when it names none.
     *
     * @throws dev.gatehouse.server.error.Rejection when the user has no such identity
     */
    public Identity identity(Transaction tx, User user, ObjectNode wanted) {
        if (!(wanted.path("identity") instanceof ObjectNode named)) {
            return user.identities().get(0);
        }
        IdentityKey key = new IdentityKey(
                named.path("provider").asText(), named.path("user_id").asText());
        String connectionId = named.path("connection_id").asText();
        String connection = connectionId.isEmpty()
                ? null
                : connections.require(tx, connectionId).name();
        return user.identities().stream()
                .filter(identity -> identity.key().equals(key))
                .filter(identity -> connection == null || identity.connection().equals(connection))
                .findFirst()
                .orElseThrow(() -> ErrorCode.INEXISTENT_USER.refuse("The user has no such identity."));
    }

    /** The address of an identity: the primary one's is the user's own. */
    private static @Nullable String emailOf(User user, Identity identity) {
        return user.isPrimary(identity.key()) ? user.email() : identity.text("profileData/email");
    }

    private String insert(Transaction tx, Purpose purpose, User user, Identity identity, ObjectNode wanted) {
        if (wanted.has("client_id")
                && !clients.exists(tx, wanted.path("client_id").asText())) {
            throw ErrorCode.UNKNOWN_CLIENT.refuse();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("connection", identity.connection());
        body.put("email", emailOf(user, identity));
        KEPT.stream().filter(wanted::has).forEach(member -> body.set(member, wanted.get(member)));
        Instant now = clock.instant();
        String secret = identifiers.alphanumeric(SECRET_LENGTH);
        Instant expiresAt = now.plus(lifetime(wanted));
        store.insert(tx, purpose, new Ticket(SecretHash.of(secret), user.id(), expiresAt, false, body), now);
        return "https://" + tx.tenant().domain() + purpose.path() + "?ticket=" + secret + "#";
    }

    /** Zero stands for the default, as in the API. */
    private static Duration lifetime(ObjectNode wanted) {
        long seconds = wanted.path("ttl_sec").asLong(0);
        return seconds == 0 ? LIFETIME : Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
    }

    /**
     * The ticket of a link.
     *
     * @param secret what stands in the link
     * @throws InvalidTicketException when there is none such, it is used or expired, or its user or address is gone
     */
    public Ticket require(Transaction tx, Purpose purpose, String secret) {
        Ticket ticket = store.find(tx, purpose, SecretHash.of(secret))
                .orElseThrow(() -> new InvalidTicketException(InvalidTicketException.Reason.UNKNOWN, null));
        if (ticket.used()) {
            throw new InvalidTicketException(InvalidTicketException.Reason.USED, ticket);
        }
        if (!ticket.expiresAt().isAfter(clock.instant())) {
            throw new InvalidTicketException(InvalidTicketException.Reason.EXPIRED, ticket);
        }
        if (currentEmail(tx, ticket).filter(ticket.email()::equals).isEmpty()) {
            throw new InvalidTicketException(InvalidTicketException.Reason.UNKNOWN, ticket);
        }
        return ticket;
    }

    /** The address that the ticket's identity has now, empty text for none; empty when the identity is gone. */
    private Optional<String> currentEmail(Transaction tx, Ticket ticket) {
        return users.find(tx, ticket.userId())
                .flatMap(user -> user.identityOn(ticket.connection())
                        .map(identity ->
                                Optional.ofNullable(emailOf(user, identity)).orElse("")));
    }

    /**
     * Uses a ticket up, and with it the user's others for the same purpose.
     *
     * @throws InvalidTicketException when another request was faster
     */
    public void use(Transaction tx, Purpose purpose, Ticket ticket) {
        if (!store.useAll(tx, purpose, ticket.userId(), ticket.hash(), clock.instant())) {
            throw new InvalidTicketException(InvalidTicketException.Reason.USED, ticket);
        }
    }
}
