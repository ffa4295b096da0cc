package dev.gatehouse.server.store;

import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.store.sql.SqlConnection;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has PostgreSQL end what it does for callers who have gone. It is told so over a connection of its own, which takes a while: one
 * thread does it for all. Thread-safe.
 */
final class AbandonedReads implements AutoCloseable {
    /** A statement that did not run yet when the database was told to end it is met at the next time. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread made = new Thread(task, "postgres-cancel");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // the server stops: the read ends at its deadline

    AbandonedReads() {
        thread.setRemoveOnCancelPolicy(true);
    }

    /** From now until the watch is closed, ends what {@code connection} runs once the caller of the work on this thread has gone. */
    Watch watch(SqlConnection connection) {
        Watch watch = new Watch(connection, Cancellation.current());
        watch.caller.whenCancelled(watch);
        return watch;
    }

    /** A read under way. */
    final class Watch implements Runnable {
        private final SqlConnection connection;
        private final Cancellation caller;
        private boolean ended;
        private @Nullable Future<?> cancelling;

        private Watch(SqlConnection connection, Cancellation caller) {
            this.connection = connection;
            this.caller = caller;
        }

        /** The caller has gone. */
        @Override
        public synchronized void run() {
            if (!ended) {
                cancelling =
                        thread.scheduleWithFixedDelay(connection::cancel, 0, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        /** The read has ended. */
        synchronized void close() {
            ended = true;
            caller.forget(this);
            if (cancelling != null) {
                cancelling.cancel(false);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
