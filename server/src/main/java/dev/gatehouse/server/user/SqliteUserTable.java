package dev.gatehouse.server.user;

import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Transaction;
import java.util.Collection;
import java.util.List;

/** Rows numbered by the database, the tokens in a full-text index beside them. */
final class SqliteUserTable extends UserTable {
    static final SqliteUserTable INSTANCE = new SqliteUserTable();

    private SqliteUserTable() {}

    @Override
    long insertRow(Transaction tx, Sequence sequence, User user, List<Term> terms) {
        int inserted = tx.sql("INSERT INTO users (tenant, user_id, body) VALUES (:tenant, :user, :body)"
                        + " ON CONFLICT DO NOTHING")
                .bind("user", user.id())
                .bind("body", body(user))
                .update();
        // RETURNING would make a savepoint, at which the full-text index writes out what it has.
        long key = inserted == 0 ? TAKEN : tx.sql("SELECT LAST_INSERT_ROWID()").number();
        if (key != TAKEN) {
            insertTokens(tx, key, terms);
        }
        return key;
    }

    @Override
    void updateRow(Transaction tx, long sequence, User user, List<Term> terms) {
        tx.sql("UPDATE users SET body = ? WHERE sequence = ?", body(user), sequence)
                .update();
        deleteTokens(tx, sequence);
        insertTokens(tx, sequence, terms);
    }

    @Override
    void deleteRow(Transaction tx, long sequence) {
        deleteTokens(tx, sequence);
        tx.sql("DELETE FROM users WHERE sequence = ?", sequence).update();
    }

    private static void insertTokens(Transaction tx, long sequence, Collection<Term> terms) {
        String tokens = String.join(" ", Terms.tokens(tx.tenantId(), terms));
        tx.sql("INSERT INTO user_token (rowid, tokens) VALUES (?, ?)", sequence, tokens)
                .update();
    }

    private static void deleteTokens(Transaction tx, long sequence) {
        tx.sql("DELETE FROM user_token WHERE rowid = ?", sequence).update();
    }
}
