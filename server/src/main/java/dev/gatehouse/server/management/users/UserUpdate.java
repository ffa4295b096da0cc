package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.user.IdentityKey;
import dev.gatehouse.server.store.user.PasswordStore;
import dev.gatehouse.server.store.user.PasswordStore.Password;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes users: profile, metadata, what they sign in with, password. */
final class UserUpdate {
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

    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final InstantSource clock;

    UserUpdate(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        passwords = services.passwords();
        hasher = services.hasher();
        rules = services.passwordRules();
        clock = services.clock();
    }

    /** What is known before the change: the user, and the identity that the credentials are of. */
    private record Known(ObjectNode user, JsonNode identity, JsonNode options, Optional<Password> password) {
        IdentityKey key() {
            return new IdentityKey(
                    identity.path("provider").asText(), identity.path("user_id").asText());
        }

        boolean isPrimary() {
            return key().userId().equals(user.path("user_id").asText());
        }
    }

    /** The user after the payload of {@code PATCH /users/{id}} was applied. */
    ObjectNode change(Tenant tenant, String userId, ObjectNode sent) {
        requireOneAtATime(sent);
        Known known = database.read(tenant, tx -> known(tx, userId, sent));
        if (sent.path("username").isTextual()) {
            UsernameRules.check(known.options(), sent.path("username").asText());
        }
        @Nullable Password password = newPassword(known, sent.path("password"));
        return database.write(tenant, tx -> apply(tx, userId, sent, password));
    }

    private static void requireOneAtATime(ObjectNode sent) {
        List<String> changed = ONE_AT_A_TIME.stream()
                .filter(field -> sent.path(field).isTextual())
                .toList();
        if (changed.size() > 1) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "Cannot update " + changed.get(0) + " and " + changed.get(1) + " simultaneously");
        }
    }

    private Known known(Transaction tx, String userId, ObjectNode sent) {
        ObjectNode user = Users.require(users, tx, userId);
        JsonNode identity = identity(user, sent);
        JsonNode options = documents
                .findBy(tx, Connection.KIND, "name", identity.path("connection").asText())
                .map(connection -> connection.path("options"))
                .orElseGet(MissingNode::getInstance);
        IdentityKey key = new IdentityKey(
                identity.path("provider").asText(), identity.path("user_id").asText());
        return new Known(user, identity, options, passwords.find(tx, key));
    }

    private static JsonNode identity(ObjectNode user, ObjectNode sent) {
        JsonNode identities = user.path("identities");
        if (!sent.has("connection")) {
            return identities.path(0);
        }
        for (JsonNode identity : identities) {
            if (identity.path("connection").equals(sent.get("connection"))) {
                return identity;
            }
        }
        throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The user has no identity in the connection "
                + sent.path("connection").asText());
    }

    private @Nullable Password newPassword(Known known, JsonNode sent) {
        if (!sent.isTextual()) {
            return null;
        }
        if (!known.identity().path("provider").asText().equals("auth0")) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The password can only be changed on a database connection");
        }
        String password = sent.asText();
        rules.check(known.options(), known.user(), password);
        List<String> earlier = new ArrayList<>();
        known.password().ifPresent(current -> {
            earlier.add(current.hash());
            earlier.addAll(current.history());
        });
        rules.checkHistory(known.options(), earlier, password);
        int kept = Math.min(earlier.size(), PasswordRules.historySize(known.options()));
        return new Password(hasher.hash(password), earlier.subList(0, kept));
    }

    private ObjectNode apply(Transaction tx, String userId, ObjectNode sent, @Nullable Password password) {
        Known known = known(tx, userId, sent);
        ObjectNode user = known.user();
        mergeMetadata(user, sent);
        ObjectNode profile = sent.deepCopy();
        profile.remove(NOT_PROFILE);
        if (profile.path("email").isTextual()) {
            profile.put("email", profile.path("email").asText().toLowerCase(Locale.ROOT));
        }
        ObjectNode target = known.isPrimary() ? user : profileOf(known.identity());
        if (profile.has("blocked")) {
            user.set("blocked", profile.remove("blocked"));
        }
        MergePatch.apply(target, profile);
        String now = WireTime.of(clock.instant());
        if (LoginIdentifiers.FIELDS.stream().anyMatch(profile::has)) {
            String connection = known.identity().path("connection").asText();
            users.replaceIdentifiers(tx, known.key(), connection, LoginIdentifiers.of(target));
        }
        if (password != null) {
            passwords.put(tx, known.key(), password);
            user.put("last_password_reset", now);
        }
        user.put("updated_at", now);
        users.update(tx, user);
        return user;
    }

    private static ObjectNode profileOf(JsonNode identity) {
        return ((ObjectNode) identity).withObjectProperty("profileData");
    }

    private static void mergeMetadata(ObjectNode user, ObjectNode sent) {
        for (String name : METADATA) {
            if (sent.path(name) instanceof ObjectNode change) {
                MergePatch.apply(user.withObjectProperty(name), change);
            } else if (sent.has(name)) {
                user.remove(name);
            }
        }
    }
}
