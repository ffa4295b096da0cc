package dev.gatehouse.server.store.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.UserDocuments;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Users as the API shows them, whole: {@code user_id}, profile, metadata and {@code identities}. What it returns belongs to
 * the caller. Thread-safe.
 */
public final class UserStore {
    private final Sequence sequence;
    private final UserDocuments owned;

    public UserStore(Sequence sequence, UserDocuments owned) {
        this.sequence = sequence;
        this.owned = owned;
    }

    public Optional<ObjectNode> find(Transaction tx, String userId) {
        return tx.sql("SELECT body FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .first(row -> StoredJson.object(row.text(1)));
    }

    /** The users with that email address, in any case, oldest first. */
    public List<ObjectNode> findByEmail(Transaction tx, String email) {
        return tx.sql("SELECT body FROM users WHERE tenant = :tenant AND email = :email ORDER BY sequence, user_id")
                .bind("email", email.toLowerCase(Locale.ROOT))
                .list(row -> StoredJson.object(row.text(1)));
    }

    /**
     * Adds a user with its first identity.
     *
     * @param user its {@code user_id} is that of {@code identity}
     * @param identifiers what it signs in with on {@code connection}
     * @throws DuplicateKeyException when the user_id or an identifier is taken
     */
    public void insert(
            Transaction tx,
            ObjectNode user,
            IdentityKey identity,
            String connection,
            Collection<Identifier> identifiers) {
        String userId = user.path("user_id").asText();
        int inserted = insertRow(tx, userId, user);
        if (inserted == 0) {
            throw new DuplicateKeyException("user_id", userId);
        }
        Identities.insert(tx, identity, connection, userId);
        Identities.insertIdentifiers(tx, identity, connection, identifiers);
        Terms.insert(tx, userId, Terms.of(user));
    }

    private int insertRow(Transaction tx, String userId, ObjectNode user) {
        return tx.sql("INSERT INTO users (tenant, user_id, sequence, email, body)"
                        + " VALUES (:tenant, :user, :sequence, :email, :body) ON CONFLICT DO NOTHING")
                .bind("user", userId)
                .bind("sequence", sequence.next())
                .bind("email", email(user))
                .bind("body", StoredJson.write(user))
                .update();
    }

    /** Puts {@code user} in the place of the one with its {@code user_id}; whether there was one. */
    public boolean update(Transaction tx, ObjectNode user) {
        String userId = user.path("user_id").asText();
        ObjectNode before = find(tx, userId).orElse(null);
        if (before == null) {
            return false;
        }
        tx.sql("UPDATE users SET email = :email, body = :body WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .bind("email", email(user))
                .bind("body", StoredJson.write(user))
                .update();
        Terms.replace(tx, userId, Terms.of(before), Terms.of(user));
        return true;
    }

    /** Removes a user with everything that is only its own; whether there was one. */
    public boolean delete(Transaction tx, String userId) {
        ObjectNode user = find(tx, userId).orElse(null);
        if (user == null) {
            return false;
        }
        deleteRow(tx, user);
        owned.deleteAll(tx, userId);
        Identities.deleteOf(tx, userId);
        for (String table : List.of("user_role", "user_permission")) {
            tx.sql("DELETE FROM " + table + " WHERE tenant = :tenant AND user_id = :user")
                    .bind("user", userId)
                    .update();
        }
        return true;
    }

    private static void deleteRow(Transaction tx, ObjectNode user) {
        String userId = user.path("user_id").asText();
        Terms.delete(tx, userId, Terms.of(user));
        tx.sql("DELETE FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .update();
    }

    /**
     * Makes {@code secondary} a part of {@code primary}: its identities become the other's and it is no user of its own any
     * more.
     */
    public void link(Transaction tx, ObjectNode primary, ObjectNode secondary) {
        String secondaryId = secondary.path("user_id").asText();
        Identities.move(tx, secondaryId, primary.path("user_id").asText());
        delete(tx, secondaryId);
        update(tx, primary);
    }

    /** Takes an identity out of {@code remaining} and makes it the user {@code separated} of its own. */
    public void unlink(Transaction tx, ObjectNode remaining, ObjectNode separated, IdentityKey identity) {
        update(tx, remaining);
        String userId = separated.path("user_id").asText();
        if (insertRow(tx, userId, separated) == 0) {
            throw new DuplicateKeyException("user_id", userId);
        }
        Identities.assign(tx, identity, userId);
        Terms.insert(tx, userId, Terms.of(separated));
    }

    /** The user_id of the user that {@code identity} belongs to. */
    public Optional<String> owner(Transaction tx, IdentityKey identity) {
        return Identities.owner(tx, identity);
    }

    /**
     * Replaces what an identity signs in with.
     *
     * @throws DuplicateKeyException when one of {@code identifiers} is taken
     */
    public void replaceIdentifiers(
            Transaction tx, IdentityKey identity, String connection, Collection<Identifier> identifiers) {
        Identities.deleteIdentifiers(tx, identity);
        Identities.insertIdentifiers(tx, identity, connection, identifiers);
    }

    /** The identity that signs in on {@code connection} with {@code identifier}. */
    public Optional<IdentityKey> findIdentity(Transaction tx, String connection, Identifier identifier) {
        return Identities.find(tx, connection, identifier);
    }

    /**
     * Takes identities of a connection away: their users with them, where they are the users' own, and otherwise only them.
     *
     * @param most how many at most
     * @return whether there may be more
     */
    public boolean deleteByConnection(Transaction tx, String connection, int most) {
        List<Identities.Owned> identities = Identities.ofConnection(tx, connection, most);
        for (Identities.Owned each : identities) {
            if (each.identity().userId().equals(each.userId())) {
                delete(tx, each.userId());
            } else {
                Identities.delete(tx, each.identity());
                find(tx, each.userId()).ifPresent(user -> update(tx, without(user, each.identity())));
            }
        }
        return identities.size() == most;
    }

    private static ObjectNode without(ObjectNode user, IdentityKey identity) {
        var identities = user.path("identities").elements();
        while (identities.hasNext()) {
            JsonNode each = identities.next();
            if (each.path("provider").asText().equals(identity.provider())
                    && each.path("user_id").asText().equals(identity.id())) {
                identities.remove();
            }
        }
        return user;
    }

    /** Removes every user of the tenant. */
    public void deleteAll(Transaction tx) {
        owned.deleteAll(tx);
        for (String table : List.of(
                "user_term",
                "user_role",
                "user_permission",
                "user_password",
                "user_identifier",
                "user_identity",
                "users")) {
            tx.sql("DELETE FROM " + table + " WHERE tenant = :tenant").update();
        }
    }

    private static @Nullable String email(ObjectNode user) {
        JsonNode email = user.path("email");
        return email.isTextual() ? email.asText().toLowerCase(Locale.ROOT) : null;
    }
}
