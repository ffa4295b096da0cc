package dev.gatehouse.server.attackprotection;

import dev.gatehouse.server.attackprotection.SuspiciousIpThrottling.Stage;
import dev.gatehouse.server.store.Transaction;
import java.time.Instant;

/** When each address has all of its attempts back, for each stage. Thread-safe. */
final class AddressThrottleStore {
    private static final String ONE = " WHERE tenant = :tenant AND ip = :ip";

    /** When it has all of them back; the past when it does already. */
    Instant recoveredAt(Transaction tx, String ip, Stage stage) {
        return tx.sql("SELECT recovered_at FROM address_throttle" + ONE + " AND stage = :stage")
                .bind("ip", ip)
                .bind("stage", stage.member())
                .first(row -> Instant.ofEpochMilli(row.number(1)))
                .orElse(Instant.EPOCH);
    }

    void put(Transaction tx, String ip, Stage stage, Instant recoveredAt) {
        tx.sql("INSERT INTO address_throttle (tenant, ip, stage, recovered_at) VALUES (:tenant, :ip, :stage, :at)"
                        + " ON CONFLICT (tenant, ip, stage) DO UPDATE SET recovered_at = :at")
                .bind("ip", ip)
                .bind("stage", stage.member())
                .bind("at", recoveredAt.toEpochMilli())
                .update();
    }

    /** Gives an address all of its attempts back; whether it had used any. */
    boolean delete(Transaction tx, String ip) {
        return tx.sql("DELETE FROM address_throttle" + ONE).bind("ip", ip).update() > 0;
    }
}
