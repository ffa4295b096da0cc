package dev.gatehouse.server.user;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Brings users that an earlier release stored into what searches read, before the server serves: some at a time, each time in a
 * transaction of their own, so that a server that is stopped goes on where it was. Several servers may do so together.
 */
public final class UserIndexing {
    private static final int TOGETHER = 200;
    private static final long BETWEEN_REPORTS = Duration.ofSeconds(5).toNanos();
    private static final System.Logger LOG = System.getLogger("gatehouse.database");

    private final Database database;

    public UserIndexing(Database database) {
        this.database = database;
    }

    /** Indexes every user of a tenant that is not; nothing when all are. */
    public void run(Tenant tenant) {
        long all = database.read(tenant, UserIndexing::waiting);
        long began = System.nanoTime();
        long reported = began;
        for (long left = all; left > 0; left = left(tenant)) {
            long now = System.nanoTime();
            if (now - reported > BETWEEN_REPORTS) {
                report(all, left, now - began);
                reported = now;
            }
        }
        if (all > 0) {
            LOG.log(Level.INFO, () -> "indexed " + all + " users for searches");
        }
    }

    private static long waiting(Transaction tx) {
        return tx.sql("SELECT COUNT(*) FROM user_unindexed WHERE tenant = :tenant")
                .number();
    }

    /** Indexes some; how many wait. */
    private long left(Tenant tenant) {
        boolean more = database.write(tenant, UserIndexing::indexSome);
        return more ? database.read(tenant, UserIndexing::waiting) : 0;
    }

    private static boolean indexSome(Transaction tx) {
        List<UserTable.Stored> some = tx.sql("SELECT u.sequence, u.body FROM user_unindexed x JOIN users u"
                        + " ON u.tenant = x.tenant AND u.user_id = x.user_id WHERE x.tenant = :tenant"
                        + " ORDER BY x.user_id LIMIT :limit")
                .bind("limit", TOGETHER)
                .list(row -> new UserTable.Stored(row.number(1), new User(StoredJson.object(row.text(2)))));
        some.forEach(user -> UserTable.of(tx).index(tx, user));
        if (!some.isEmpty()) {
            tx.sql("DELETE FROM user_unindexed WHERE tenant = :tenant AND user_id IN (:users)")
                    .bind("users", some.stream().map(user -> user.user().id()).toList())
                    .update();
        }
        return some.size() == TOGETHER;
    }

    private static void report(long all, long left, long nanos) {
        long done = all - left;
        long seconds = done == 0 ? 0 : Duration.ofNanos(nanos / done * left).toSeconds();
        LOG.log(Level.INFO, () -> "indexed " + done + " of " + all + " users for searches, " + seconds + " s left");
    }
}
