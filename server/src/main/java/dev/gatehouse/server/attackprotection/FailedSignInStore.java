package dev.gatehouse.server.attackprotection;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The failed sign-ins with an identifier since the last that succeeded, by connection and address; 30 days after the last
 * failure they are forgotten. Thread-safe.
 */
public final class FailedSignInStore {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String ONE =
            " WHERE tenant = :tenant AND identifier = :identifier AND connection = :connection";

    /** So many failures with an identifier on a connection, from one address. */
    record Failures(String identifier, String connection, String ip, long count) {}

    void add(Transaction tx, SignInAttempt attempt, Instant now) {
        String forget = "DELETE FROM failed_sign_in" + ONE + " AND failed_at < :before";
        of(tx, attempt, forget).bind("before", now.minus(KEPT).toEpochMilli()).update();
        of(
                        tx,
                        attempt,
                        "INSERT INTO failed_sign_in (tenant, identifier, connection, ip, failures, failed_at)"
                                + " VALUES (:tenant, :identifier, :connection, :ip, 1, :now)"
                                + " ON CONFLICT (tenant, identifier, connection, ip)"
                                + " DO UPDATE SET failures = failed_sign_in.failures + 1, failed_at = :now")
                .bind("ip", attempt.ip())
                .bind("now", now.toEpochMilli())
                .update();
    }

    /** Forgets what the attempt's identifier failed with on its connection, from everywhere. */
    void forget(Transaction tx, SignInAttempt attempt) {
        of(tx, attempt, "DELETE FROM failed_sign_in" + ONE).update();
    }

    /** Forgets the failures with these identifiers, on any connection. */
    public void forget(Transaction tx, Collection<String> identifiers) {
        if (!identifiers.isEmpty()) {
            tx.sql("DELETE FROM failed_sign_in WHERE tenant = :tenant AND identifier IN (:identifiers)")
                    .bind("identifiers", lower(identifiers))
                    .update();
        }
    }

    /** The failures with these identifiers. */
    List<Failures> of(Transaction tx, Collection<String> identifiers, Instant now) {
        if (identifiers.isEmpty()) {
            return List.of();
        }
        return tx.sql("SELECT identifier, connection, ip, failures FROM failed_sign_in WHERE tenant = :tenant"
                        + " AND identifier IN (:identifiers) AND failed_at >= :since"
                        + " ORDER BY identifier, connection, ip")
                .bind("identifiers", lower(identifiers))
                .bind("since", now.minus(KEPT).toEpochMilli())
                .list(row -> new Failures(row.text(1), row.text(2), row.text(3), row.number(4)));
    }

    private static List<String> lower(Collection<String> identifiers) {
        return identifiers.stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static SqlStatement of(Transaction tx, SignInAttempt attempt, String sql) {
        return tx.sql(sql).bind("identifier", attempt.identifier()).bind("connection", attempt.connection());
    }
}
