package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.attackprotection.FailedSignInStore;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How users are changed: profile, metadata, what they sign in with, password. In three steps, since hashing a password is too
 * slow for a transaction: {@link #find} reads, {@link #prepare} checks and hashes, {@link #apply} writes. Thread-safe.
 */
public final class UserUpdate {
    private static final List<String> METADATA = List.of("user_metadata", "app_metadata");
    private static final List<String> NOT_PROFILE = List.of(
            "password",
            "connection",
            "client_id",
            "verify_email",
            "verify_phone_number",
            "verify_password",
            "user_metadata",
            "app_metadata");
    /** Of these, one is changed at a time. */
    private static final List<String> ONE_AT_A_TIME = List.of("email", "username", "phone_number", "password");

    private final DocumentCollection<Connection> connections;
    private final UserStore users;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final UserAccess access;
    private final FailedSignInStore failures = new FailedSignInStore();
    private final InstantSource clock;

    public UserUpdate(
            DocumentCollection<Connection> connections,
            UserStore users,
            PasswordStore passwords,
            PasswordHasher hasher,
            PasswordRules rules,
            UserAccess access,
            InstantSource clock) {
        this.connections = connections;
        this.users = users;
        this.passwords = passwords;
        this.hasher = hasher;
        this.rules = rules;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What is known before the change.
     *
     * @param identity the one whose credentials and profile are changed
     * @param options those of its connection; missing when the connection is not there
     */
    public record LoadedUser(User user, Identity identity, JsonNode options, Optional<Password> password) {}

    /**
     * The user, and the identity that {@code sent} is for: that on its {@code connection}, or else the primary one.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such user, or it has no such identity
     */
    public LoadedUser find(Transaction tx, String userId, ObjectNode sent) {
        User user = users.require(tx, userId);
        Identity identity = identity(user, sent);
        JsonNode options = connections
                .findBy(tx, "name", identity.connection())
                .<JsonNode>map(Connection::options)
                .orElseGet(MissingNode::getInstance);
        return new LoadedUser(user, identity, options, passwords.find(tx, identity.key()));
    }

    private static Identity identity(User user, ObjectNode sent) {
        if (!sent.has("connection")) {
            return user.identities().get(0);
        }
        String connection = sent.path("connection").asText();
        return user.identityOn(connection)
                .orElseThrow(() -> ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                        "The user has no identity in the connection " + connection));
    }

    /**
     * Checks a change, and hashes the password that it sets; null when it sets none. Slow.
     *
     * @throws dev.gatehouse.server.error.Rejection naming the rule that is broken
     */
    public @Nullable Password prepare(LoadedUser loaded, ObjectNode sent) {
        requireOneAtATime(sent);
        if (sent.path("username").isTextual()) {
            UsernameRules.check(loaded.options(), sent.path("username").asText());
        }
        JsonNode password = sent.path("password");
        return password.isTextual() ? newPassword(loaded, password.asText()) : null;
    }

    private static void requireOneAtATime(ObjectNode sent) {
        List<String> changed = ONE_AT_A_TIME.stream()
                .filter(member -> sent.path(member).isTextual())
                .toList();
        if (changed.size() > 1) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "Cannot update " + changed.get(0) + " and " + changed.get(1) + " simultaneously");
        }
    }

    private Password newPassword(LoadedUser loaded, String password) {
        if (!loaded.identity().ofDatabase()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The password can only be changed on a database connection");
        }
        rules.check(loaded.options(), loaded.user().json(), password);
        List<String> earlier = new ArrayList<>();
        loaded.password().ifPresent(current -> {
            earlier.add(current.hash());
            earlier.addAll(current.history());
        });
        rules.checkHistory(loaded.options(), earlier, password);
        int kept = Math.min(earlier.size(), PasswordRules.historySize(loaded.options()));
        return new Password(hasher.hash(password), earlier.subList(0, kept));
    }

    /**
     * Changes the user.
     *
     * @param password as {@link #prepare} made it; null leaves the password
     * @return the user afterwards
     * @throws dev.gatehouse.server.error.Rejection when it is gone, or another user signs in with what is sent
     */
    public User apply(Transaction tx, String userId, ObjectNode sent, @Nullable Password password) {
        LoadedUser loaded = find(tx, userId, sent);
        User user = loaded.user();
        mergeMetadata(user.json(), sent);
        ObjectNode profile = sent.deepCopy();
        profile.remove(NOT_PROFILE);
        LoginIdentifiers.normalize(profile);
        if (profile.has("blocked")) {
            user.json().set("blocked", profile.remove("blocked"));
            if (user.blocked()) {
                access.revoke(tx, userId);
            }
        }
        ObjectNode target = user.isPrimary(loaded.identity().key())
                ? user.json()
                : loaded.identity().profile();
        merge(target, profile);
        if (LoginIdentifiers.MEMBERS.stream().anyMatch(profile::has)) {
            replaceIdentifiers(tx, loaded, target);
        }
        String now = WireTime.of(clock.instant());
        if (password != null) {
            passwords.put(tx, loaded.identity().key(), password);
            failures.forget(tx, LoginIdentifiers.of(user));
            access.endSessions(tx, userId);
            user.json().put("last_password_reset", now);
        }
        user.json().put("updated_at", now);
        users.update(tx, user);
        return user;
    }

    private void replaceIdentifiers(Transaction tx, LoadedUser loaded, ObjectNode profile) {
        Identity identity = loaded.identity();
        try {
            users.replaceIdentifiers(
                    tx, identity.key(), identity.connection(), LoginIdentifiers.of(loaded.options(), profile));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.AUTH0_IDP_ERROR.refuse("The specified new " + e.key() + " already exists");
        }
    }

    /** Metadata is merged at its first level; an empty object clears it, and null takes it away. */
    private static void mergeMetadata(ObjectNode user, ObjectNode sent) {
        for (String name : METADATA) {
            if (sent.path(name) instanceof ObjectNode change) {
                if (change.isEmpty()) {
                    user.putObject(name);
                }
                merge(user.withObjectProperty(name), change);
            } else if (sent.has(name)) {
                user.remove(name);
            }
        }
    }

    /** Sets each member of {@code change} in {@code target}; null takes a member away. */
    private static void merge(ObjectNode target, ObjectNode change) {
        change.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }
}
