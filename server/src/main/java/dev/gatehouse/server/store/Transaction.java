package dev.gatehouse.server.store;

import dev.gatehouse.server.tenant.Tenant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A running transaction of one tenant. Valid, on one thread, while its {@link Database.Work} runs. */
public final class Transaction {
    private final Tenant tenant;
    private final Handle handle;
    private final CompiledStatements statements;

    Transaction(Tenant tenant, Handle handle, CompiledStatements statements) {
        this.tenant = Objects.requireNonNull(tenant);
        this.handle = Objects.requireNonNull(handle);
        this.statements = Objects.requireNonNull(statements);
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

    /**
     * For stores only: the first column of the row that a lookup by key finds; empty when there is none. It costs a third of
     * a query of the {@link #handle}, and most calls make one or two.
     *
     * @param sql the same text each time, with a {@code ?} for each value
     */
    public Optional<String> lookUp(String sql, String... values) {
        return statements.first(sql, values);
    }

    /**
     * For stores only: how many rows a statement on few rows inserted, changed or deleted. For what most writes do, as
     * {@link #lookUp} is for what most reads do.
     *
     * @param sql one of a few texts, with a {@code ?} for each value
     * @param values text, numbers or null
     */
    public int update(String sql, @Nullable Object... values) {
        return statements.update(sql, values);
    }
}
