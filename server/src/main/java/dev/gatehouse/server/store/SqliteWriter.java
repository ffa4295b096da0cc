package dev.gatehouse.server.store;

import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes every call waiting for it into one SQLite transaction, each in a savepoint of its own,
 * so that a sync to the disk serves them all and one that fails takes nobody with it.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 256;

    private final BlockingQueue<Call<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Handle handle;
    private final CompiledStatements statements;
    private final Thread thread = new Thread(this::run, "sqlite-writer");
    private volatile boolean closing;
    private volatile boolean ended;

    SqliteWriter(Handle handle) {
        this.handle = handle;
        this.statements = new CompiledStatements(handle.getConnection());
        thread.setDaemon(true);
        thread.start();
    }

    <T> T write(Tenant tenant, Work<T> work) {
        if (closing) {
            throw new StoreException("the database is closed");
        }
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a write inside a write would wait for itself");
        }
        Call<T> call = new Call<>(tenant, work);
        if (!waiting.offer(call)) {
            throw new StoreException("too many writes are waiting");
        }
        if (ended) {
            refuseWaiting(); // the writer may have ended between the first check and the offer
        }
        return call.result();
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
        List<Call<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        for (Call<?> call : late) {
            call.fail(new StoreException("the database is closed"));
            call.finished.countDown();
        }
    }

    private void commitUntilClosed() {
        List<Call<?>> together = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                together.add(waiting.take());
                waiting.drainTo(together, MOST_TOGETHER - 1);
                commit(together);
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                together.forEach(call -> call.finished.countDown());
                together.clear();
            }
        }
    }

    private void commit(List<Call<?>> together) {
        try {
            statements.run("BEGIN IMMEDIATE");
            for (Call<?> call : together) {
                runInSavepoint(call);
            }
            statements.run("COMMIT");
        } catch (RuntimeException e) {
            together.forEach(call -> call.fail(new StoreException("the commit failed", e)));
            rollBack();
        }
    }

    private void runInSavepoint(Call<?> call) {
        statements.run("SAVEPOINT call");
        if (call.run(handle, statements)) {
            statements.run("RELEASE call");
        } else {
            statements.run("ROLLBACK TO call");
            statements.run("RELEASE call");
        }
    }

    private void rollBack() {
        try {
            statements.run("ROLLBACK");
        } catch (RuntimeException nothingToRollBack) {
            // SQLite rolls back by itself after some failures, and then has no transaction to end.
            System.getLogger(SqliteWriter.class.getName())
                    .log(System.Logger.Level.DEBUG, "no transaction to roll back", nothingToRollBack);
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
        handle.close();
    }

    /** One call waiting for its commit. */
    private static final class Call<T> {
        final CountDownLatch finished = new CountDownLatch(1);
        private final Tenant tenant;
        private final Work<T> work;
        private @Nullable T value;
        private @Nullable Throwable failure;

        Call(Tenant tenant, Work<T> work) {
            this.tenant = tenant;
            this.work = work;
        }

        /** Runs the work; whether it succeeded. */
        boolean run(Handle handle, CompiledStatements statements) {
            try {
                value = work.run(new Transaction(tenant, handle, statements));
                return true;
            } catch (RuntimeException | Error e) {
                failure = e;
                return false;
            }
        }

        void fail(StoreException e) {
            if (failure == null) {
                failure = e;
            }
        }

        @SuppressWarnings("NullAway") // null is what the work returned
        T result() {
            awaitEnd();
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return value;
        }

        /** The work is under way and may be committed, so an interrupt cannot take the call back. */
        private void awaitEnd() {
            boolean interrupted = false;
            while (finished.getCount() > 0) {
                try {
                    finished.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
