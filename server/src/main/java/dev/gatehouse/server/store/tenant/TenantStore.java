package dev.gatehouse.server.store.tenant;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.util.List;

/** Which tenants there are. Thread-safe. */
public final class TenantStore {
    /** Every tenant, in the order of their ids. */
    public List<Tenant> all(Transaction tx) {
        return tx.sql("SELECT id, domain FROM tenant ORDER BY id").list(row -> new Tenant(row.text(1), row.text(2)));
    }

    /** Adds the transaction's tenant; false when there is one with its id or domain. */
    public boolean insert(Transaction tx) {
        return tx.sql("INSERT INTO tenant (id, domain) VALUES (:tenant, :domain) ON CONFLICT DO NOTHING")
                        .bind("domain", tx.tenant().domain())
                        .update()
                > 0;
    }
}
