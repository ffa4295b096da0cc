package dev.gatehouse.server.api;

import dev.gatehouse.server.store.Transaction;

/** What the requests of a tenant on all nodes leave of its burst. Thread-safe. */
final class RequestRateStore {
    private static final String USE = "INSERT INTO request_rate (tenant, recovered_at) VALUES (:tenant, :recovered)"
            + " ON CONFLICT (tenant) DO UPDATE SET recovered_at = :used"
            + " + CASE WHEN request_rate.recovered_at > :now THEN request_rate.recovered_at ELSE :now END";

    /**
     * Takes requests out of what is left.
     *
     * @param now in microseconds since 1970
     * @param used how long the rate takes to make up for them, in microseconds
     * @return when all of the burst is back, in microseconds since 1970
     */
    long use(Transaction tx, long now, long used) {
        tx.sql(USE)
                .bind("recovered", now + used)
                .bind("used", used)
                .bind("now", now)
                .update();
        return tx.sql("SELECT recovered_at FROM request_rate WHERE tenant = :tenant")
                .number();
    }
}
