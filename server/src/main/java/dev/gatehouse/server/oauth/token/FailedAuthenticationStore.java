package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.store.Transaction;
import java.time.Instant;

/** What the nodes on one database have counted of clients that were not authenticated. Thread-safe. */
final class FailedAuthenticationStore {
    private static final String ADD =
            "INSERT INTO failed_authentication (tenant, client_hash, address, failures, failed_at)"
                    + " VALUES (:tenant, :client, :address, :failures, :now)"
                    + " ON CONFLICT (tenant, client_hash, address) DO UPDATE SET failed_at = :now, failures = :failures"
                    + " + CASE WHEN failed_authentication.failed_at < :forgotten THEN 0"
                    + " ELSE failed_authentication.failures END";

    /**
     * How many there have been.
     *
     * @param forgotten what was last before that does not count
     */
    int failures(Transaction tx, String clientHash, String address, Instant forgotten) {
        return tx.sql("SELECT failures FROM failed_authentication WHERE tenant = :tenant AND client_hash = :client"
                        + " AND address = :address AND failed_at >= :forgotten")
                .bind("client", clientHash)
                .bind("address", address)
                .bind("forgotten", forgotten.toEpochMilli())
                .first(row -> (int) row.number(1))
                .orElse(0);
    }

    /** Adds to what there have been. */
    void add(Transaction tx, String clientHash, String address, int failures, Instant now, Instant forgotten) {
        tx.sql(ADD)
                .bind("client", clientHash)
                .bind("address", address)
                .bind("failures", failures)
                .bind("now", now.toEpochMilli())
                .bind("forgotten", forgotten.toEpochMilli())
                .update();
    }

    /** Deletes what does not count any longer. */
    void deleteForgotten(Transaction tx, Instant forgotten) {
        tx.sql("DELETE FROM failed_authentication WHERE tenant = :tenant AND failed_at < :forgotten")
                .bind("forgotten", forgotten.toEpochMilli())
                .update();
    }
}
