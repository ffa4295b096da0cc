package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.UserCreation.NewUser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How users of a file become users of a database connection: by {@link UserCreation} those that are new, and by {@link UserUpdate}
 * those that are there, where that is wanted. In two steps: {@link #prepare} checks, {@link #apply} writes. Thread-safe.
 */
public final class UserImport {
    /** The members of a user that hold secrets. */
    public static final List<String> SECRETS =
            List.of("password", "password_hash", "custom_password_hash", "mfa_factors");

    /** What an import does not change of a user who is there: who it is, and how it signs in. */
    private static final List<String> NOT_CHANGED = List.of("user_id", "email", "username", "phone_number");

    private final UserStore users;
    private final UserCreation creation;
    private final UserUpdate update;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final AuthenticationMethodStore methods;

    public UserImport(
            UserStore users,
            UserCreation creation,
            UserUpdate update,
            PasswordStore passwords,
            PasswordHasher hasher,
            AuthenticationMethodStore methods) {
        this.users = users;
        this.creation = creation;
        this.update = update;
        this.passwords = passwords;
        this.hasher = hasher;
        this.methods = methods;
    }

    /**
     * A user that can be imported.
     *
     * @param sent its profile
     * @param factors its second factors
     * @param identifiers what nobody else of the connection signs in with
     */
    public record Prepared(NewUser user, ObjectNode sent, JsonNode factors, List<Identifier> identifiers) {}

    /** What became of a user. */
    public enum Outcome {
        INSERTED,
        UPDATED,
        /** It is there, and was not to be changed. */
        DUPLICATED,
        /** What it signs in with belongs to several that are there. */
        AMBIGUOUS
    }

    /**
     * Checks and completes a user of a file.
     *
     * @param sent as the file has it, by the schema of imports
     * @throws dev.gatehouse.server.error.Rejection naming the rule that is broken
     */
    public Prepared prepare(Connection connection, ObjectNode sent) {
        ObjectNode profile = sent.deepCopy();
        profile.remove(SECRETS);
        LoginIdentifiers.normalize(profile);
        NewUser user = creation.prepareImported(connection, profile, passwordHash(sent));
        return new Prepared(
                user,
                profile,
                sent.path("mfa_factors"),
                LoginIdentifiers.of(connection.options(), user.user().json()));
    }

    private static @Nullable String passwordHash(ObjectNode sent) {
        if (sent.get("custom_password_hash") instanceof ObjectNode custom) {
            return PasswordHasher.imported(custom);
        }
        JsonNode bcrypt = sent.path("password_hash");
        return bcrypt.isTextual() ? PasswordHasher.importedBcrypt(bcrypt.asText()) : null;
    }

    /**
     * Adds the user, or changes the one that has its id or signs in with what it signs in with.
     *
     * @param upsert whether a user who is there is changed
     * @throws dev.gatehouse.server.error.Rejection when it cannot be written: then the transaction must be rolled back
     */
    public Outcome apply(Transaction tx, Prepared prepared, boolean upsert) {
        Set<String> matching = matching(tx, prepared);
        if (matching.isEmpty()) {
            creation.create(tx, prepared.user());
            addFactors(tx, prepared.user().user().id(), prepared.factors());
            return Outcome.INSERTED;
        }
        if (!upsert) {
            return Outcome.DUPLICATED;
        }
        if (matching.size() > 1) {
            return Outcome.AMBIGUOUS;
        }
        change(tx, matching.iterator().next(), prepared);
        return Outcome.UPDATED;
    }

    /** The ids of the users that it may be. */
    private Set<String> matching(Transaction tx, Prepared prepared) {
        Set<String> matching = new LinkedHashSet<>();
        NewUser user = prepared.user();
        if (prepared.sent().has("user_id")) {
            users.owner(tx, user.identity()).ifPresent(matching::add);
        }
        for (Identifier identifier : prepared.identifiers()) {
            users.findIdentity(tx, user.connection(), identifier)
                    .flatMap(identity -> users.owner(tx, identity))
                    .ifPresent(matching::add);
        }
        return matching;
    }

    private void change(Transaction tx, String userId, Prepared prepared) {
        ObjectNode change = prepared.sent().deepCopy();
        change.remove(NOT_CHANGED);
        String connection = prepared.user().connection();
        User changed = update.apply(tx, userId, change.put("connection", connection), null);
        changed.identityOn(connection).ifPresent(identity -> replacePassword(tx, identity.key(), prepared.user()));
        addFactors(tx, userId, prepared.factors());
    }

    /** A password that was used since it was imported, or set here, is newer than what a file says. */
    private void replacePassword(Transaction tx, IdentityKey identity, NewUser user) {
        Optional<Password> current = passwords.find(tx, identity);
        boolean unused =
                current.map(password -> hasher.isOutdated(password.hash())).orElse(true);
        if (user.passwordHash() != null && unused) {
            passwords.put(tx, identity, new Password(user.passwordHash(), List.of()));
        }
    }

    /** Each in the place of those of its type. */
    private void addFactors(Transaction tx, String userId, JsonNode factors) {
        factors.forEach(factor -> factor.properties().forEach(each -> {
            ObjectNode method = method(each.getKey(), each.getValue());
            methods.of(tx, userId).stream()
                    .filter(old -> old.type().equals(each.getKey()))
                    .forEach(old -> methods.delete(tx, old));
            methods.add(tx, userId, method);
        }));
    }

    private static ObjectNode method(String type, JsonNode factor) {
        ObjectNode method = ((ObjectNode) factor).objectNode().put("type", type);
        return switch (type) {
            case "totp" -> method.put("totp_secret", factor.path("secret").asText());
            case "phone" -> method.put("phone_number", factor.path("value").asText());
            default -> method.put(type, factor.path("value").asText());
        };
    }
}
