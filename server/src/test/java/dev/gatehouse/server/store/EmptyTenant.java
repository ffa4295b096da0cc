package dev.gatehouse.server.store;

import dev.gatehouse.server.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tenant of one test, without any rows at first.
 *
 * @param database where its rows are, beside those of other tenants
 */
public record EmptyTenant(Database database, Tenant tenant) {
    public <T> T read(Database.Work<T> work) {
        return database.read(tenant, work);
    }

    public <T> T write(Database.Work<T> work) {
        return database.write(tenant, work);
    }

    // What assertThat takes must have a type of its own: a type variable fits too many of its overloads.

    /** A read that finds one or none. */
    public <T> Optional<T> find(Database.Work<Optional<T>> work) {
        return read(work);
    }

    /** A read that finds several. */
    public <T> List<T> list(Database.Work<List<T>> work) {
        return read(work);
    }

    /** A write that tells whether it did something. */
    public boolean does(Database.Work<Boolean> work) {
        return write(work);
    }

    /** A write that answers nothing. */
    public void run(Consumer<Transaction> work) {
        write(tx -> {
            work.accept(tx);
            return true;
        });
    }
}
