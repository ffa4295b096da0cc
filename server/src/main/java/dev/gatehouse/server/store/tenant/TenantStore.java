package dev.gatehouse.server.store.tenant;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.util.List;

/** Which tenants there are. Thread-safe. */
public final class TenantStore {
    /** Every tenant, in the order of their ids. */
    public List<Tenant> all(Transaction tx) {
        return tx.handle()
                .createQuery("SELECT id, domain FROM tenant ORDER BY id")
                .map((row, context) -> new Tenant(row.getString(1), row.getString(2)))
                .list();
    }

    /** Adds the transaction's tenant; false when there is one with its id or domain. */
    public boolean insert(Transaction tx) {
        return tx.handle()
                        .createUpdate("INSERT INTO tenant (id, domain) VALUES (:id, :domain) ON CONFLICT DO NOTHING")
                        .bind("id", tx.tenantId())
                        .bind("domain", tx.tenant().domain())
                        .execute()
                > 0;
    }
}
