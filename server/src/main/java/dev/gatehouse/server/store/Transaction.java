package dev.gatehouse.server.store;

import dev.gatehouse.server.tenant.Tenant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** A running transaction of one tenant. Valid, on one thread, while its {@link Database.Work} runs. */
public final class Transaction {
    private final Tenant tenant;
    private final Handle handle;

    Transaction(Tenant tenant, Handle handle) {
        this.tenant = Objects.requireNonNull(tenant);
        this.handle = Objects.requireNonNull(handle);
    }

    /** The tenant whose rows it may see. */
    public Tenant tenant() {
        return tenant;
    }

    /** The leading key of every row it may see. */
    public String tenantId() {
        return tenant.id();
    }

    /** For stores only. */
    public Handle handle() {
        return handle;
    }
}
