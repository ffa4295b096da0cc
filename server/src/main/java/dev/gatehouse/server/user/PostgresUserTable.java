package dev.gatehouse.server.user;

import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Rows numbered by the clock, the tokens in an array that an inverted index is over. */
final class PostgresUserTable extends UserTable {
    static final PostgresUserTable INSTANCE = new PostgresUserTable();

    private PostgresUserTable() {}

    /** In the order of the times that users show. Another may have the same number: then the next one is tried. */
    @Override
    long insertRow(Transaction tx, Sequence sequence, User user, List<Term> terms) {
        String tokens = array(tx.tenantId(), terms);
        Instant created = user.createdAt();
        for (long key = created == null ? sequence.next() : sequence.of(created); ; key++) {
            int inserted = tx.sql("INSERT INTO users (tenant, user_id, sequence, body, tokens)"
                            + " VALUES (:tenant, :user, :sequence, :body, CAST(:tokens AS TEXT[]))"
                            + " ON CONFLICT DO NOTHING")
                    .bind("user", user.id())
                    .bind("sequence", key)
                    .bind("body", body(user))
                    .bind("tokens", tokens)
                    .update();
            if (inserted > 0) {
                return key;
            } else if (isTaken(tx, user.id())) {
                return TAKEN;
            }
        }
    }

    private static boolean isTaken(Transaction tx, String userId) {
        return tx.sql("SELECT user_id FROM users WHERE tenant = :tenant AND user_id = :user")
                .bind("user", userId)
                .first(row -> row.text(1))
                .isPresent();
    }

    @Override
    void updateRow(Transaction tx, long sequence, User user, List<Term> terms) {
        tx.sql("UPDATE users SET body = :body, tokens = CAST(:tokens AS TEXT[])"
                        + " WHERE tenant = :tenant AND sequence = :sequence")
                .bind("body", body(user))
                .bind("tokens", array(tx.tenantId(), terms))
                .bind("sequence", sequence)
                .update();
    }

    @Override
    void deleteRow(Transaction tx, long sequence) {
        tx.sql("DELETE FROM users WHERE tenant = :tenant AND sequence = :sequence")
                .bind("sequence", sequence)
                .update();
    }

    /** No token has a quotation mark or a backslash. */
    private static String array(String tenant, Collection<Term> terms) {
        return Terms.tokens(tenant, terms).stream().collect(Collectors.joining("\",\"", "{\"", "\"}"));
    }
}
