package dev.gatehouse.server.store;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes every call waiting for it into one SQLite transaction, each in a savepoint of its own,
 * so that a sync to the disk serves them all and one that fails takes nobody with it. A transaction that has run for a while is
 * committed with the calls that it has, and urgent calls come next, whatever else waits. After a failure of the database it goes
 * on with another connection.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_TOGETHER = 256;
    private static final long MAX_TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Those that were put back keep their place: behind what is urgent, before what came later. */
    private final BlockingQueue<WriteCall<?>> waiting = new PriorityBlockingQueue<>(64, WriteCall.ORDER);

    private final AtomicLong numbers = new AtomicLong();
    private final SqliteConnections connections;
    private final Changes changes;
    private final LastWrite lastWrite;
    private final Thread thread = new Thread(this::run, "sqlite-writer");
    private @Nullable SqlConnection connection;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * @param first the connection that it begins with, which it closes
     * @param changes is told of what was committed
     * @param lastWrite is told of each commit
     */
    SqliteWriter(SqliteConnections connections, SqlConnection first, Changes changes, LastWrite lastWrite) {
        this.connections = connections;
        this.changes = changes;
        this.lastWrite = lastWrite;
        this.connection = first;
        thread.setDaemon(true);
        thread.start();
    }

    <T> T write(Tenant tenant, Work<T> work) {
        return write(new WriteCall<>(tenant, work, false, numbers.getAndIncrement()));
    }

    /** As {@link #write}, before all that waits. */
    <T> T writeUrgently(Tenant tenant, Work<T> work) {
        return write(new WriteCall<>(tenant, work, true, numbers.getAndIncrement()));
    }

    private <T> T write(WriteCall<T> call) {
        if (closing) {
            throw closed();
        }
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a write inside a write would wait for itself");
        }
        if (waiting.size() >= MAX_WAITING) {
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("Too many writes are waiting.");
        }
        waiting.add(call);
        if (ended) {
            refuseWaiting(); // the writer may have ended between the first check and the offer
        }
        return call.result();
    }

    private static Rejection closed() {
        return ErrorCode.SERVICE_UNAVAILABLE.refuse("The server is stopping.");
    }

    private void run() {
        try {
            commitUntilClosed();
        } finally {
            ended = true;
            refuseWaiting();
        }
    }

    private void refuseWaiting() {
        List<WriteCall<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        for (WriteCall<?> call : late) {
            call.fail(closed());
            call.finish(changes);
        }
    }

    private void commitUntilClosed() {
        List<WriteCall<?>> together = new ArrayList<>(MAX_TOGETHER);
        while (!closing || !waiting.isEmpty()) {
            try {
                together.add(waiting.take());
                waiting.drainTo(together, MAX_TOGETHER - 1);
                commit(together);
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException | Error e) {
                // Whatever it is, no call is acknowledged by it, and the next ones have their turn.
                discardConnection();
                together.forEach(call -> call.fail(e));
            } finally {
                together.forEach(call -> call.finish(changes));
                together.clear();
            }
        }
    }

    /** Where the database failed one of several calls, the others run again, each in a transaction of its own. */
    private void commit(List<WriteCall<?>> together) {
        WriteCall<?> failed = tryToCommit(together);
        if (failed != null) {
            for (WriteCall<?> call : together) {
                if (call != failed) {
                    call.reset();
                    tryToCommit(List.of(call));
                }
            }
        }
    }

    /** Commits the calls; null, or the one that the database failed, after which nothing was kept of any. */
    private @Nullable WriteCall<?> tryToCommit(List<WriteCall<?>> together) {
        try {
            SqlConnection open = connected();
            open.sql("BEGIN IMMEDIATE").run();
            long began = System.nanoTime();
            for (int i = 0; i < together.size(); i++) {
                WriteCall<?> call = together.get(i);
                runInSavepoint(open, call);
                if (open.failed()) {
                    discardConnection();
                    return call;
                }
                if (i + 1 < together.size() && System.nanoTime() - began > MAX_TOGETHER_NANOS) {
                    waitAgain(together.subList(i + 1, together.size()));
                }
            }
            open.sql("COMMIT").run();
            lastWrite.committed();
            together.forEach(WriteCall::acknowledge);
        } catch (RuntimeException | Error e) {
            discardConnection();
            together.forEach(call -> call.fail(e));
        }
        return null;
    }

    /** Puts calls that have not run back to where they were, and off the list. */
    private void waitAgain(List<WriteCall<?>> rest) {
        waiting.addAll(rest);
        rest.clear();
    }

    private SqlConnection connected() {
        SqlConnection open = connection;
        if (open == null) {
            try {
                open = connections.openForWriting();
            } catch (SQLException e) {
                throw connections.faults().translate(e);
            }
            connection = open;
        }
        return open;
    }

    private static void runInSavepoint(SqlConnection open, WriteCall<?> call) {
        open.sql("SAVEPOINT call").run();
        boolean succeeded = call.run(open);
        if (!open.failed()) {
            if (!succeeded) {
                open.sql("ROLLBACK TO call").run();
            }
            open.sql("RELEASE call").run();
        }
    }

    /** Closing it rolls back what it had not committed. */
    private void discardConnection() {
        SqlConnection discarded = connection;
        connection = null;
        if (discarded != null) {
            discarded.close();
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discardConnection();
    }
}
