package dev.gatehouse.server.store.user;

import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** The rows of {@code user_identity}, {@code user_identifier} and the passwords that go with them. */
final class Identities {
    private static final String ONE = " WHERE tenant = :tenant AND provider = :provider AND id = :id";

    private Identities() {}

    /** An identity and the user it belongs to. */
    record Owned(IdentityKey identity, String userId) {}

    static void insert(Transaction tx, IdentityKey identity, String connection, String userId) {
        int inserted = tx.update(
                "INSERT INTO user_identity (tenant, provider, id, connection, user_id)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                tx.tenantId(),
                identity.provider(),
                identity.id(),
                connection,
                userId);
        if (inserted == 0) {
            throw new DuplicateKeyException("user_id", identity.userId());
        }
    }

    static void insertIdentifiers(
            Transaction tx, IdentityKey identity, String connection, Collection<Identifier> identifiers) {
        for (Identifier identifier : identifiers) {
            int inserted = tx.update(
                    "INSERT INTO user_identifier (tenant, connection, name, value, provider, id)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    tx.tenantId(),
                    connection,
                    identifier.name(),
                    identifier.value(),
                    identity.provider(),
                    identity.id());
            if (inserted == 0) {
                throw new DuplicateKeyException(identifier.name(), identifier.value());
            }
        }
    }

    static Optional<IdentityKey> find(Transaction tx, String connection, Identifier identifier) {
        return query(
                        tx,
                        "SELECT provider, id FROM user_identifier WHERE tenant = :tenant AND connection = :connection"
                                + " AND name = :name AND value = :value")
                .bind("connection", connection)
                .bind("name", identifier.name())
                .bind("value", identifier.value())
                .map((row, context) -> new IdentityKey(row.getString(1), row.getString(2)))
                .findOne();
    }

    static Optional<String> owner(Transaction tx, IdentityKey identity) {
        return bind(query(tx, "SELECT user_id FROM user_identity" + ONE), identity)
                .mapTo(String.class)
                .findOne();
    }

    static List<Owned> ofConnection(Transaction tx, String connection, int most) {
        return query(
                        tx,
                        "SELECT provider, id, user_id FROM user_identity"
                                + " WHERE tenant = :tenant AND connection = :connection LIMIT :most")
                .bind("connection", connection)
                .bind("most", most)
                .map((row, context) -> new Owned(new IdentityKey(row.getString(1), row.getString(2)), row.getString(3)))
                .list();
    }

    static void move(Transaction tx, String fromUser, String toUser) {
        tx.handle()
                .createUpdate("UPDATE user_identity SET user_id = :to WHERE tenant = :tenant AND user_id = :from")
                .bind("tenant", tx.tenantId())
                .bind("from", fromUser)
                .bind("to", toUser)
                .execute();
    }

    static void assign(Transaction tx, IdentityKey identity, String userId) {
        update(tx, identity, "UPDATE user_identity SET user_id = :user" + ONE)
                .bind("user", userId)
                .execute();
    }

    static void delete(Transaction tx, IdentityKey identity) {
        update(tx, identity, "DELETE FROM user_password" + ONE).execute();
        deleteIdentifiers(tx, identity);
        update(tx, identity, "DELETE FROM user_identity" + ONE).execute();
    }

    static void deleteIdentifiers(Transaction tx, IdentityKey identity) {
        update(tx, identity, "DELETE FROM user_identifier" + ONE).execute();
    }

    static void deleteOf(Transaction tx, String userId) {
        List<IdentityKey> identities = query(
                        tx, "SELECT provider, id FROM user_identity WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .map((row, context) -> new IdentityKey(row.getString(1), row.getString(2)))
                .list();
        identities.forEach(identity -> delete(tx, identity));
    }

    private static Query query(Transaction tx, String sql) {
        return tx.handle().createQuery(sql).bind("tenant", tx.tenantId());
    }

    private static Update update(Transaction tx, IdentityKey identity, String sql) {
        return bind(tx.handle().createUpdate(sql).bind("tenant", tx.tenantId()), identity);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, IdentityKey identity) {
        return statement.bind("provider", identity.provider()).bind("id", identity.id());
    }
}
