package dev.gatehouse.server.user;

import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of {@code user_identity}, {@code user_identifier} and the passwords that go with them. */
final class Identities {
    private static final String ONE = " WHERE tenant = :tenant AND provider = :provider AND id = :id";

    private Identities() {}

    /** An identity and the user it belongs to. */
    record IdentityOwner(IdentityKey identity, String userId) {}

    static void insert(Transaction tx, IdentityKey identity, String connection, String userId) {
        int inserted = of(
                        tx,
                        identity,
                        "INSERT INTO user_identity (tenant, provider, id, connection, user_id)"
                                + " VALUES (:tenant, :provider, :id, :connection, :user) ON CONFLICT DO NOTHING")
                .bind("connection", connection)
                .bind("user", userId)
                .update();
        if (inserted == 0) {
            throw new DuplicateKeyException("user_id", identity.userId());
        }
    }

    static void insertIdentifiers(
            Transaction tx, IdentityKey identity, String connection, Collection<Identifier> identifiers) {
        for (Identifier identifier : identifiers) {
            int inserted = of(
                            tx,
                            identity,
                            "INSERT INTO user_identifier (tenant, connection, name, value, provider, id)"
                                    + " VALUES (:tenant, :connection, :name, :value, :provider, :id)"
                                    + " ON CONFLICT DO NOTHING")
                    .bind("connection", connection)
                    .bind("name", identifier.name())
                    .bind("value", identifier.value())
                    .update();
            if (inserted == 0) {
                throw new DuplicateKeyException(identifier.name(), identifier.value());
            }
        }
    }

    static Optional<IdentityKey> find(Transaction tx, String connection, Identifier identifier) {
        return tx.sql("SELECT provider, id FROM user_identifier WHERE tenant = :tenant AND connection = :connection"
                        + " AND name = :name AND value = :value")
                .bind("connection", connection)
                .bind("name", identifier.name())
                .bind("value", identifier.value())
                .first(row -> new IdentityKey(row.text(1), row.text(2)));
    }

    static Optional<String> owner(Transaction tx, IdentityKey identity) {
        return of(tx, identity, "SELECT user_id FROM user_identity" + ONE).first(row -> row.text(1));
    }

    static List<IdentityOwner> ofConnection(Transaction tx, String connection, int most) {
        return tx.sql("SELECT provider, id, user_id FROM user_identity"
                        + " WHERE tenant = :tenant AND connection = :connection LIMIT :most")
                .bind("connection", connection)
                .bind("most", most)
                .list(row -> new IdentityOwner(new IdentityKey(row.text(1), row.text(2)), row.text(3)));
    }

    static void move(Transaction tx, String fromUser, String toUser) {
        tx.sql("UPDATE user_identity SET user_id = :to WHERE tenant = :tenant AND user_id = :from")
                .bind("from", fromUser)
                .bind("to", toUser)
                .update();
    }

    static void assign(Transaction tx, IdentityKey identity, String userId) {
        of(tx, identity, "UPDATE user_identity SET user_id = :user" + ONE)
                .bind("user", userId)
                .update();
    }

    static void delete(Transaction tx, IdentityKey identity) {
        of(tx, identity, "DELETE FROM user_password" + ONE).update();
        deleteIdentifiers(tx, identity);
        of(tx, identity, "DELETE FROM user_identity" + ONE).update();
    }

    static void deleteIdentifiers(Transaction tx, IdentityKey identity) {
        of(tx, identity, "DELETE FROM user_identifier" + ONE).update();
    }

    static void deleteOf(Transaction tx, String userId) {
        List<IdentityKey> identities = tx.sql(
                        "SELECT provider, id FROM user_identity WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .list(row -> new IdentityKey(row.text(1), row.text(2)));
        identities.forEach(identity -> delete(tx, identity));
    }

    private static SqlStatement of(Transaction tx, IdentityKey identity, String sql) {
        return tx.sql(sql).bind("provider", identity.provider()).bind("id", identity.id());
    }
}
