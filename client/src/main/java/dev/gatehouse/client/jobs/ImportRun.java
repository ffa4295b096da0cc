package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.TransportException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One import from its first user to its last: reads the source when there is room for another job, and accounts for each job
 * that ends. All of that runs on one executor, one task at a time.
 */
final class ImportRun {
    /** The API runs no more at once. */
    private static final int MAX_CONCURRENT = 2;
    /** Files in a row that were lost: then there is no point in reading on. */
    private static final int MAX_LOST_FILES = 3;

    private final ImportTally account;
    private final ImportFiles files;
    private final Sender sender;
    private final Consumer<ImportCounts> progress;
    private final Executor executor;
    private final CompletableFuture<ImportResult> result = new CompletableFuture<>();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private boolean ended;
    private int lost;
    private @Nullable Throwable stopped;

    /** Begins the job of a file. */
    @FunctionalInterface
    interface Sender {
        /** Calls {@code begun} when the API has taken the file. */
        CompletableFuture<ImportJob.Outcome> send(ImportFile file, Runnable begun);
    }

    private ImportRun(
            UserSource source, ImportTally account, Sender sender, Consumer<ImportCounts> progress, Executor executor) {
        this.account = account;
        this.files = new ImportFiles(source, account);
        this.sender = sender;
        this.progress = progress;
        this.executor = executor;
    }

    /** Starts it. Fails with an {@link ImportException}, or with what a callback threw; cancelling it stops the waiting. */
    static CompletableFuture<ImportResult> of(
            UserSource source, ImportTally account, Sender sender, Consumer<ImportCounts> progress, Executor executor) {
        ImportRun run = new ImportRun(source, account, sender, progress, executor);
        run.result.whenComplete((value, failure) -> run.underWay.forEach(job -> job.cancel(true)));
        run.next(run::sendFiles);
        return run.result;
    }

    private void next(Runnable work) {
        executor.execute(() -> {
            if (result.isDone()) {
                return;
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
    }

    private void sendFiles() {
        while (!ended && underWay.size() < MAX_CONCURRENT) {
            ImportFile file = read();
            if (file == null) {
                ended = true;
            } else {
                send(file);
            }
        }
        if (underWay.isEmpty()) {
            finish();
        }
    }

    private @Nullable ImportFile read() {
        try {
            return files.next();
        } catch (IOException | RuntimeException e) {
            stopped = e;
            return null;
        }
    }

    private void send(ImportFile file) {
        CompletableFuture<ImportJob.Outcome> job = sender.send(file, () -> next(() -> begun(file)));
        underWay.add(job);
        if (result.isDone()) {
            job.cancel(true);
        }
        job.whenComplete((outcome, failure) -> next(() -> {
            underWay.remove(job);
            settle(file, failure == null ? outcome : ImportJob.Outcome.lost(Futures.cause(failure)));
            sendFiles();
        }));
    }

    private void begun(ImportFile file) {
        account.sent(file);
        progress.accept(account.counts());
    }

    private void settle(ImportFile file, ImportJob.Outcome outcome) {
        account.settle(file, outcome);
        progress.accept(account.counts());
        Throwable failure = outcome.failure();
        if (failure == null) {
            lost = 0;
        } else if (!(failure instanceof JobException) && (isFinal(failure) || ++lost == MAX_LOST_FILES)) {
            ended = true;
            stopped = failure;
        }
    }

    /** Whether every other file would meet the same. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof TokenException
                || (failure instanceof TransportException || failure instanceof ApiException)
                        && !TransientFailures.isTransient(failure)
                        && !(failure instanceof ApiException refusal && refusal.status() == 413);
    }

    private void finish() {
        if (stopped == null) {
            result.complete(account.result());
        } else {
            result.completeExceptionally(new ImportException(account.result(), stopped));
        }
    }
}
