package dev.gatehouse.server.store;

import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of database that the stores run on, with one that all tests share: each works in tenants of its own. */
public abstract class Backend implements AutoCloseable {
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private final Database shared;

    Backend(Database shared) {
        this.shared = shared;
    }

    /** A place for a database of one's own, empty as yet. */
    public abstract Place newPlace();

    /** How many servers may open one database at once. */
    public abstract int mostServers();

    /** A tenant that no other test knows, without any rows. */
    public final EmptyTenant newTenant() {
        return new EmptyTenant(shared, newName());
    }

    static Tenant newName() {
        int number = TENANTS.incrementAndGet();
        return new Tenant("tenant-" + number, "t" + number + ".example");
    }

    @Override
    public void close() {
        shared.close();
    }

    /** Where a database is, or will be. */
    public interface Place {
        /** Opens the database there, as a server does when it starts. */
        default Database open() {
            return open(Database.READ_TIMEOUT);
        }

        /** The same with another time that a read may take. */
        Database open(Duration timeout);

        /** The arguments with which {@link CrashTest.Writer} opens it in another process. */
        List<String> arguments();

        /** What tells a server to use it: nothing when it is in the server's own directory. */
        Map<Setting, String> settings();
    }
}
