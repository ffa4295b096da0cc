package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.CallerExecutor;
import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.async.SerialExecutor;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.UsersImportCreate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Imports any number of users into a database connection: cuts them into files that the API takes, has at most two jobs at
 * once, waits where others have theirs, and collects what the jobs failed on. Users are read when there is room for them, so
 * a source of any size takes little memory. What a user may hold is in the API's schema of bulk imports; it is not that of a
 * user who is created by a call.
 *
 * <p>An import returns what became of each user. It throws an {@link ImportException}, which has the same of those read so
 * far, when the source cannot be read any further, when the API refuses a file for a reason that holds for all of them, or
 * when three files in a row were lost. A file is lost when its job could not be begun for certain, because the answer was a
 * 5xx or did not come; it is not sent again, and its users are {@linkplain ImportResult#unsettled unsettled}.
 *
 * <p>Options are set before an import is begun. Not thread-safe; may be used again.
 */
public final class UsersImport {
    private final AsyncJobsManager jobs;
    private final TimeSource time;
    private final Executor threads;
    private final UsersImportCreate body;
    private Duration jobTimeout = Duration.ofHours(2);
    private Consumer<ImportCounts> progress = counts -> {};
    private Consumer<ImportError> error = each -> {};

    UsersImport(AsyncJobsManager jobs, TimeSource time, Executor threads, String connectionId) {
        this.threads = threads;
        this.jobs = jobs;
        this.time = time;
        this.body = new UsersImportCreate().connectionId(connectionId).sendCompletionEmail(false);
    }

    /** Whether users who are there already are changed; false by default, when they are refused. */
    public UsersImport upsert(boolean value) {
        body.upsert(value);
        return this;
    }

    /** What you call the jobs, to find them again; each of them has it. By default nothing. */
    public UsersImport externalId(String value) {
        body.externalId(value);
        return this;
    }

    /** Whether the tenant's owners are mailed for each job; false by default, other than the API's own. */
    public UsersImport sendCompletionEmail(boolean value) {
        body.sendCompletionEmail(value);
        return this;
    }

    /**
     * How long to wait for a job, and before that for the API to have room for it; 2 hours by default, when the API itself
     * gives a job up.
     *
     * @throws IllegalArgumentException when it is not greater than 0
     */
    public UsersImport jobTimeout(Duration value) {
        jobTimeout = BulkJobs.positive(value);
        return this;
    }

    /**
     * Sees how far the import is, each time a job has begun or has ended.
     *
     * @param value runs where the source is read; what it throws, the import throws at once
     */
    public UsersImport onProgress(Consumer<ImportCounts> value) {
        progress = value;
        return this;
    }

    /**
     * Sees each user that is not imported, also those for which the result has no room.
     *
     * @param value runs where the source is read; what it throws ends the import
     */
    public UsersImport onError(Consumer<ImportError> value) {
        error = value;
        return this;
    }

    /**
     * Imports the users in a file: a JSON array, or one object after the other, as an export has them. In UTF-8.
     *
     * @throws UncheckedIOException when it cannot be opened
     */
    public ImportResult importAll(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return importAll(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports users written as in a file; it is read on this thread, and not closed. */
    public ImportResult importAll(InputStream json) {
        return waiting(new JsonUserSource(json));
    }

    /** Imports users that are maps, views or JSON, as {@link dev.gatehouse.client.json.JsonObject#of} takes them. */
    public ImportResult importAll(Iterable<?> users) {
        return importAll(users.iterator());
    }

    /** Imports users of a stream, which is read on this thread, and not closed. */
    public ImportResult importAll(Stream<?> users) {
        return importAll(users.iterator());
    }

    /** Imports users of an iterator, which is run on this thread. */
    public ImportResult importAll(Iterator<?> users) {
        return waiting(new IteratorUserSource(users));
    }

    /**
     * As {@link #importAll(Path)}, with a future. Here and below the source is read on a thread of the client, and cancelling the
     * future stops the import; jobs that have begun go on.
     */
    public CompletableFuture<ImportResult> importAllAsync(Path file) {
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
        CompletableFuture<ImportResult> result = importAllAsync(in);
        result.whenComplete((value, failure) -> close(in));
        return result;
    }

    /** As {@link #importAll(InputStream)}, with a future. */
    public CompletableFuture<ImportResult> importAllAsync(InputStream json) {
        return start(new JsonUserSource(json), pool());
    }

    /** As {@link #importAll(Iterator)}, with a future. */
    public CompletableFuture<ImportResult> importAllAsync(Iterator<?> users) {
        return start(new IteratorUserSource(users), pool());
    }

    private Executor pool() {
        return new SerialExecutor(threads);
    }

    /** Nothing is lost when it fails: it was read. */
    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportResult waiting(UserSource source) {
        CallerExecutor executor = new CallerExecutor();
        CompletableFuture<ImportResult> result = start(source, executor);
        executor.runUntil(result);
        return Futures.await(result);
    }

    private CompletableFuture<ImportResult> start(UserSource source, Executor executor) {
        UsersImportCreate options = new UsersImportCreate(body.json().deepCopy());
        Duration timeout = jobTimeout;
        Function<ImportFile, UsersImportCreate> filled =
                file -> new UsersImportCreate(options.json().deepCopy()).users(file.json());
        return ImportRun.of(
                source,
                new ImportTally(error),
                (file, begun) -> ImportJob.of(jobs, time, filled.apply(file), timeout, begun),
                progress,
                executor);
    }
}
