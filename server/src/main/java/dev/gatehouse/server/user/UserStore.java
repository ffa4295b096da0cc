package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users, whole, with what is only theirs. What it returns belongs to the caller. Thread-safe. */
public final class UserStore {
    private static final List<String> PROVIDER_TOKENS = List.of("access_token", "access_token_secret", "refresh_token");

    private static final int DELETED_TOGETHER = 500;

    private final Sequence sequence;
    private final DocumentStore documents;
    private final EventPublisher events;

    /**
     * @param events told of every user that is made, changed or deleted
     */
    public UserStore(Sequence sequence, DocumentStore documents, EventPublisher events) {
        this.sequence = sequence;
        this.documents = documents;
        this.events = events;
    }

    public Optional<User> find(Transaction tx, String userId) {
        return tx.sql("SELECT body FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .first(row -> new User(StoredJson.object(row.text(1))));
    }

    /**
     * The user with that id.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public User require(Transaction tx, String userId) {
        return find(tx, userId).orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
    }

    /**
     * Checks that there is a user with that id.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public void requireExists(Transaction tx, String userId) {
        boolean exists = tx.sql("SELECT user_id FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .first(row -> row.text(1))
                .isPresent();
        if (!exists) {
            throw ErrorCode.INEXISTENT_USER.refuse();
        }
    }

    /** The users with that email address, in any case, oldest first. */
    public List<User> findByEmail(Transaction tx, String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return tx
                .sql("SELECT u.body FROM user_value v JOIN users u ON u.tenant = :tenant AND u.sequence = v.sequence"
                        + " WHERE v.field = :field AND v.value = :value ORDER BY u.sequence")
                .bind("field", FieldKey.of(tx.tenantId(), "email"))
                .bind("value", new Term("email", Term.normal("email", email), null).value())
                .list(row -> new User(StoredJson.object(row.text(1))))
                .stream()
                .filter(user -> wanted.equals(user.email())) // of which long ones have the beginning alone there
                .toList();
    }

    /**
     * A user and where it stands.
     *
     * @param sequence its place among all of a tenant, in the order they were made
     */
    public record PositionedUser(long sequence, User user) {}

    /**
     * Users in the order they were made; fewer than {@code most} are the last.
     *
     * @param sequence the place of the one before them; {@link Long#MIN_VALUE} to begin
     * @param connection only users with an identity there; null for all
     */
    public List<PositionedUser> after(Transaction tx, long sequence, @Nullable String connection, int most) {
        String narrowed = connection == null
                ? ""
                : " AND EXISTS (SELECT 1 FROM user_identity WHERE user_identity.tenant = users.tenant"
                        + " AND user_identity.user_id = users.user_id AND user_identity.connection = :connection)";
        SqlStatement statement = tx.sql("SELECT sequence, body FROM users WHERE tenant = :tenant"
                        + " AND sequence > :sequence" + narrowed + " ORDER BY sequence LIMIT :most")
                .bind("sequence", sequence)
                .bind("most", most);
        if (connection != null) {
            statement.bind("connection", connection);
        }
        return statement.list(row -> new PositionedUser(row.number(1), new User(StoredJson.object(row.text(2)))));
    }

    /**
     * How many users there are.
     *
     * @param connection only those with an identity there; null for all
     */
    public long count(Transaction tx, @Nullable String connection) {
        return connection == null
                ? tx.sql("SELECT COUNT(*) FROM users WHERE tenant = :tenant").number()
                : tx.sql("SELECT COUNT(*) FROM user_identity WHERE tenant = :tenant AND connection = :connection")
                        .bind("connection", connection)
                        .number();
    }

    /**
     * Adds a user with its first identity.
     *
     * @param user its {@code user_id} is that of {@code identity}
     * @param identifiers what it signs in with on {@code connection}
     * @throws DuplicateKeyException when the user_id or an identifier is taken
     */
    public void insert(
            Transaction tx, User user, IdentityKey identity, String connection, Collection<Identifier> identifiers) {
        insertRow(tx, user);
        String userId = user.id();
        Identities.insert(tx, identity, connection, userId);
        Identities.insertIdentifiers(tx, identity, connection, identifiers);
        publish(tx, "user.created", user);
    }

    /** What a provider gave for a user is for the tenant's programs alone. */
    private void publish(Transaction tx, String type, User user) {
        events.publish(tx, type, () -> {
            ObjectNode object = user.json().deepCopy();
            object.path("identities").forEach(identity -> ((ObjectNode) identity).remove(PROVIDER_TOKENS));
            return object;
        });
    }

    private void insertRow(Transaction tx, User user) {
        if (!UserTable.of(tx).insert(tx, sequence, user)) {
            throw new DuplicateKeyException("user_id", user.id());
        }
    }

    private static Optional<UserTable.Stored> stored(Transaction tx, String userId) {
        return tx.sql("SELECT sequence, body FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .first(row -> new UserTable.Stored(row.number(1), new User(StoredJson.object(row.text(2)))));
    }

    /** Puts {@code user} in the place of the one with its {@code user_id}; whether there was one. */
    public boolean update(Transaction tx, User user) {
        UserTable.Stored before = stored(tx, user.id()).orElse(null);
        if (before == null) {
            return false;
        }
        UserTable.of(tx).update(tx, before, user);
        publish(tx, "user.updated", user);
        return true;
    }

    /** Removes a user with everything that is only its own; whether there was one. */
    public boolean delete(Transaction tx, String userId) {
        UserTable.Stored stored = stored(tx, userId).orElse(null);
        if (stored == null) {
            return false;
        }
        UserTable.of(tx).delete(tx, stored);
        documents.deleteOwned(tx, Kind.Owner.USER, userId);
        Identities.deleteOf(tx, userId);
        for (String table : List.of("user_role", "user_permission", "ticket", "mail")) {
            tx.sql("DELETE FROM " + table + " WHERE tenant = :tenant AND user_id = :user")
                    .bind("user", userId)
                    .update();
        }
        publish(tx, "user.deleted", stored.user());
        return true;
    }

    /**
     * Makes {@code secondary} a part of {@code primary}: its identities become the other's and it is no longer a user of its
     * own.
     */
    public void link(Transaction tx, User primary, User secondary) {
        Identities.move(tx, secondary.id(), primary.id());
        delete(tx, secondary.id());
        update(tx, primary);
    }

    /** Takes an identity out of {@code remaining} and makes it the user {@code separated} of its own. */
    public void unlink(Transaction tx, User remaining, User separated, IdentityKey identity) {
        update(tx, remaining);
        insertRow(tx, separated);
        Identities.assign(tx, identity, separated.id());
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
        List<Identities.IdentityOwner> identities = Identities.ofConnection(tx, connection, most);
        for (Identities.IdentityOwner each : identities) {
            if (each.identity().userId().equals(each.userId())) {
                delete(tx, each.userId());
            } else {
                Identities.delete(tx, each.identity());
                find(tx, each.userId()).ifPresent(user -> {
                    user.remove(each.identity());
                    update(tx, user);
                });
            }
        }
        return identities.size() == most;
    }

    /** Removes every user of the tenant. */
    public void deleteAll(Transaction tx) {
        documents.ofUsers().forEach(kind -> documents.deleteAll(tx, kind, Map.of()));
        List<UserTable.Stored> some;
        do {
            some = tx.sql("SELECT sequence, body FROM users WHERE tenant = :tenant ORDER BY sequence LIMIT :limit")
                    .bind("limit", DELETED_TOGETHER)
                    .list(row -> new UserTable.Stored(row.number(1), new User(StoredJson.object(row.text(2)))));
            some.forEach(user -> UserTable.of(tx).delete(tx, user));
        } while (!some.isEmpty());
        for (String table : List.of(
                "ticket",
                "mail",
                "user_role",
                "user_permission",
                "user_password",
                "user_identifier",
                "user_identity")) {
            tx.sql("DELETE FROM " + table + " WHERE tenant = :tenant").update();
        }
    }
}
