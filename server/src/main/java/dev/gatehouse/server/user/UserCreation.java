package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How users of database and passwordless connections are made, by whichever entrance: the Management API, sign-up, an import
 * or an invitation. In two steps, since hashing a password is too slow for a write: {@link #prepare} reads and hashes,
 * {@link #create} writes. Thread-safe.
 */
public final class UserCreation {
    private static final List<String> NOT_PROFILE = List.of("connection", "password", "user_id", "verify_email");
    private static final int USER_ID_LENGTH = 24;

    private final DocumentCollection<Connection> connections;
    private final UserStore users;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public UserCreation(
            DocumentCollection<Connection> connections,
            UserStore users,
            PasswordStore passwords,
            PasswordHasher hasher,
            PasswordRules rules,
            Identifiers identifiers,
            InstantSource clock) {
        this.connections = connections;
        this.users = users;
        this.passwords = passwords;
        this.hasher = hasher;
        this.rules = rules;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A user that can be made.
     *
     * @param passwordHash null on a connection without passwords
     */
    public record NewUser(
            User user,
            IdentityKey identity,
            String connection,
            @Nullable String passwordHash) {}

    /**
     * The connection that a user is to be of.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public Connection connection(Transaction tx, String name) {
        return connections.findBy(tx, "name", name).orElseThrow(ErrorCode.UNKNOWN_CONNECTION::refuse);
    }

    /**
     * Checks and completes a user, and hashes its password. Slow.
     *
     * @param connection as {@link #connection} found it
     * @param sent the profile, with the {@code password} on a database connection, and the {@code user_id} if it is given
     * @throws dev.gatehouse.server.error.Rejection naming what is missing or the rule that is broken
     */
    public NewUser prepare(Connection connection, ObjectNode sent) {
        String provider = connection.strategy();
        requireMembers(provider, connection, sent);
        IdentityKey identity = new IdentityKey(provider, localId(provider, sent));
        User user = new User(user(sent, connection.name(), identity));
        return new NewUser(user, identity, connection.name(), hash(provider, connection.options(), user, sent));
    }

    /**
     * Checks and completes a user whose password, if any, is known by its hash alone: what the connection asks of new passwords
     * does not hold. Quick.
     *
     * @param sent the profile, and the {@code user_id} if it is given
     * @throws dev.gatehouse.server.error.Rejection naming what is missing or the rule that is broken
     */
    NewUser prepareImported(Connection connection, ObjectNode sent, @Nullable String passwordHash) {
        requireIdentifiers(connection, sent);
        IdentityKey identity = new IdentityKey(connection.strategy(), localId(connection.strategy(), sent));
        return new NewUser(
                new User(user(sent, connection.name(), identity)), identity, connection.name(), passwordHash);
    }

    /**
     * Adds the user.
     *
     * @throws dev.gatehouse.server.error.Rejection when its id, or what it signs in with, is taken
     */
    public User create(Transaction tx, NewUser prepared) {
        // It may have been changed or deleted while the password was hashed.
        JsonNode options = connection(tx, prepared.connection()).options();
        User user = prepared.user();
        // Not the time it was prepared at: users are created in the order of their times, although hashing takes a
        // while.
        String now = WireTime.of(clock.instant());
        user.json().put("created_at", now).put("updated_at", now);
        try {
            users.insert(
                    tx, user, prepared.identity(), prepared.connection(), LoginIdentifiers.of(options, user.json()));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.USER_CONFLICT.refuse();
        }
        if (prepared.passwordHash() != null) {
            passwords.put(tx, prepared.identity(), new Password(prepared.passwordHash(), List.of()));
        }
        return user;
    }

    private static void requireMembers(String provider, Connection connection, ObjectNode sent) {
        switch (provider) {
            case "auth0" -> requireDatabaseMembers(connection, sent);
            case "email" -> require(sent, "email");
            case "sms" -> require(sent, "phone_number");
            default ->
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("Users of the connection "
                        + connection.name() + " are made by its provider (" + provider
                        + "), when they sign in.");
        }
    }

    private static void requireDatabaseMembers(Connection connection, ObjectNode sent) {
        require(sent, "password");
        if (connection.options().path("requires_username").asBoolean() && !sent.has("username")) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Missing username for " + connection.name() + " connection with requires_username enabled");
        }
        requireIdentifiers(connection, sent);
    }

    /** What every user has, also one that is imported, from where there may have been no usernames. */
    private static void requireIdentifiers(Connection connection, ObjectNode sent) {
        JsonNode options = connection.options();
        if (!options.has("attributes") || !(sent.has("username") || sent.has("phone_number"))) {
            require(sent, "email");
        }
        if (sent.has("username")) {
            UsernameRules.check(options, sent.path("username").asText());
        }
    }

    private static void require(ObjectNode sent, String name) {
        if (!sent.has(name)) {
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing required property: " + name + "'.");
        }
    }

    private String localId(String provider, ObjectNode sent) {
        String sentId = sent.path("user_id").asText();
        String id = sentId.startsWith(provider + "|") ? sentId.substring(provider.length() + 1) : sentId;
        return id.isEmpty() ? identifiers.hex(USER_ID_LENGTH) : id;
    }

    private ObjectNode user(ObjectNode sent, String connection, IdentityKey identity) {
        ObjectNode user = sent.deepCopy();
        user.remove(NOT_PROFILE);
        LoginIdentifiers.normalize(user);
        if (user.has("email")) {
            putIfAbsent(user, "email_verified", BooleanNode.FALSE);
        }
        String handle = handle(user);
        putIfAbsent(user, "name", TextNode.valueOf(handle));
        putIfAbsent(user, "nickname", TextNode.valueOf(beforeAt(handle)));
        putIfAbsent(
                user,
                "picture",
                TextNode.valueOf(UserProfile.picture(handle, user.path("name").asText())));
        user.put("user_id", identity.userId());
        user.putArray("identities")
                .addObject()
                .put("connection", connection)
                .put("user_id", identity.id())
                .put("provider", identity.provider())
                .put("isSocial", false);
        return user;
    }

    private static String beforeAt(String handle) {
        int at = handle.indexOf('@');
        return at < 0 ? handle : handle.substring(0, at);
    }

    private static String handle(ObjectNode user) {
        for (String member : LoginIdentifiers.MEMBERS) {
            if (user.has(member)) {
                return user.path(member).asText();
            }
        }
        return "";
    }

    private static void putIfAbsent(ObjectNode user, String member, JsonNode value) {
        if (!user.has(member)) {
            user.set(member, value);
        }
    }

    private @Nullable String hash(String provider, JsonNode options, User user, ObjectNode sent) {
        if (!provider.equals("auth0")) {
            return null;
        }
        String password = sent.path("password").asText();
        rules.check(options, user.json(), password);
        return hasher.hash(password);
    }
}
