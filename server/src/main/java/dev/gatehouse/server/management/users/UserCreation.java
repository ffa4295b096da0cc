package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.user.IdentityKey;
import dev.gatehouse.server.store.user.PasswordStore;
import dev.gatehouse.server.store.user.PasswordStore.Password;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates users on database and passwordless connections. */
final class UserCreation {
    private static final List<String> NOT_PROFILE = List.of("connection", "password", "user_id", "verify_email");
    private static final int USER_ID_LENGTH = 24;

    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final Identifiers identifiers;
    private final InstantSource clock;

    UserCreation(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        passwords = services.passwords();
        hasher = services.hasher();
        rules = services.passwordRules();
        identifiers = services.identifiers();
        clock = services.clock();
    }

    /** The user that the payload of {@code POST /users} makes. */
    ObjectNode create(Tenant tenant, ObjectNode sent) {
        String connectionName = sent.path("connection").asText();
        ObjectNode connection = database.read(tenant, tx -> connection(tx, connectionName));
        String provider = connection.path("strategy").asText();
        requireFields(provider, connection, sent);
        IdentityKey identity = new IdentityKey(provider, localId(provider, sent));
        ObjectNode user = user(sent, connectionName, identity);
        @Nullable String hash = hash(provider, connection.path("options"), user, sent.path("password"));
        try {
            return database.write(tenant, tx -> {
                // It may have been deleted while the password was hashed.
                if (!documents.has(tx, Connection.KIND, "name", connectionName)) {
                    throw ErrorCode.UNKNOWN_CONNECTION.refuse();
                }
                users.insert(tx, user, identity, connectionName, LoginIdentifiers.of(user));
                if (hash != null) {
                    passwords.put(tx, identity, new Password(hash, List.of()));
                }
                return user;
            });
        } catch (DuplicateKeyException e) {
            throw ErrorCode.USER_CONFLICT.refuse();
        }
    }

    private ObjectNode connection(Transaction tx, String name) {
        return documents.findBy(tx, Connection.KIND, "name", name).orElseThrow(ErrorCode.UNKNOWN_CONNECTION::refuse);
    }

    private static void requireFields(String provider, ObjectNode connection, ObjectNode sent) {
        switch (provider) {
            case "auth0" -> requireDatabaseFields(connection, sent);
            case "email" -> require(sent, "email");
            case "sms" -> require(sent, "phone_number");
            default ->
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("Users of the connection "
                        + connection.path("name").asText() + " are made by its provider (" + provider
                        + "), when they sign in.");
        }
    }

    private static void requireDatabaseFields(ObjectNode connection, ObjectNode sent) {
        JsonNode options = connection.path("options");
        require(sent, "password");
        if (options.path("requires_username").asBoolean() && !sent.has("username")) {
            throw ErrorCode.INVALID_BODY.refuse("Missing username for "
                    + connection.path("name").asText() + " connection with requires_username enabled");
        }
        if (!options.has("attributes") || !(sent.has("username") || sent.has("phone_number"))) {
            require(sent, "email");
        }
        if (sent.has("username")) {
            UsernameRules.check(options, sent.path("username").asText());
        }
    }

    private static void require(ObjectNode sent, String name) {
        if (!sent.has(name)) {
            throw missing(name);
        }
    }

    private static Rejection missing(String name) {
        return ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing required property: " + name + "'.");
    }

    private String localId(String provider, ObjectNode sent) {
        String sentId = sent.path("user_id").asText();
        String id = sentId.startsWith(provider + "|") ? sentId.substring(provider.length() + 1) : sentId;
        return id.isEmpty() ? identifiers.hex(USER_ID_LENGTH) : id;
    }

    private ObjectNode user(ObjectNode sent, String connection, IdentityKey identity) {
        ObjectNode user = sent.deepCopy();
        user.remove(NOT_PROFILE);
        if (user.has("email")) {
            user.put("email", user.path("email").asText().toLowerCase(Locale.ROOT));
            putIfAbsent(user, "email_verified", JsonNodeFactory.instance.booleanNode(false));
        }
        String handle = handle(user);
        putIfAbsent(user, "name", JsonNodeFactory.instance.textNode(handle));
        putIfAbsent(user, "nickname", JsonNodeFactory.instance.textNode(beforeAt(handle)));
        putIfAbsent(
                user,
                "picture",
                JsonNodeFactory.instance.textNode(
                        UserView.picture(handle, user.path("name").asText())));
        user.put("user_id", identity.userId());
        user.putArray("identities")
                .addObject()
                .put("connection", connection)
                .put("user_id", identity.id())
                .put("provider", identity.provider())
                .put("isSocial", false);
        String now = WireTime.of(clock.instant());
        return user.put("created_at", now).put("updated_at", now);
    }

    private static String beforeAt(String handle) {
        int at = handle.indexOf('@');
        return at < 0 ? handle : handle.substring(0, at);
    }

    private static String handle(ObjectNode user) {
        for (String field : List.of("email", "username", "phone_number")) {
            if (user.has(field)) {
                return user.path(field).asText();
            }
        }
        return "";
    }

    private static void putIfAbsent(ObjectNode user, String field, JsonNode value) {
        if (!user.has(field)) {
            user.set(field, value);
        }
    }

    private @Nullable String hash(String provider, JsonNode options, ObjectNode user, JsonNode password) {
        if (!provider.equals("auth0")) {
            return null;
        }
        rules.check(options, user, password.asText());
        return hasher.hash(password.asText());
    }
}
