package dev.gatehouse.server.store;

import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.store.sql.SqlStatement;
import dev.gatehouse.server.tenant.Tenant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A running transaction of one tenant. Valid, on one thread, while its {@link Database.Work} runs. */
public final class Transaction {
    private final Tenant tenant;
    private final SqlConnection connection;
    private Set<String> topics = Set.of();

    Transaction(Tenant tenant, SqlConnection connection) {
        this.tenant = Objects.requireNonNull(tenant);
        this.connection = Objects.requireNonNull(connection);
    }

    /**
     * Runs {@code work} in a transaction that has begun and that only reads.
     *
     * @throws StoreException when a statement failed, even if the work went on without it
     */
    static <T> T run(Tenant tenant, SqlConnection connection, Database.Work<T> work) {
        return new Transaction(tenant, connection).run(work);
    }

    /** As {@link #run(Tenant, SqlConnection, Database.Work)}, once. */
    <T> T run(Database.Work<T> work) {
        T result = work.run(this);
        if (connection.failed()) {
            throw new StoreException("a statement failed in this transaction");
        }
        return result;
    }

    /** The tenant whose rows it may see. */
    public Tenant tenant() {
        return tenant;
    }

    /** The leading key of every row it may see. */
    public String tenantId() {
        return tenant.id();
    }

    /** For stores only: which database it is. */
    public Dialect dialect() {
        return connection.dialect();
    }

    /**
     * For stores only: what nodes keep in memory of a topic changes with this transaction.
     *
     * @param topic as in {@link dev.gatehouse.server.store.cluster.Changes}
     */
    public void announce(String topic) {
        if (topics.isEmpty()) {
            topics = new TreeSet<>();
        }
        topics.add(topic);
    }

    /** What was announced, in one order for all transactions. */
    Set<String> topics() {
        return topics;
    }

    /**
     * For stores only: a statement in this transaction.
     *
     * @param text one of a few texts, with placeholders: {@code :name} for values that are bound by name, where
     *     {@code :tenant} is the {@link #tenantId}, or a {@code ?} for each of {@code values}
     * @param values text, numbers, bytes, null or collections of these
     */
    public SqlStatement sql(String text, @Nullable Object... values) {
        return connection.sql(tenant.id(), text, values);
    }
}
