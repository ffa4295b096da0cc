package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.ExportField;
import dev.gatehouse.client.model.Job;
import dev.gatehouse.client.model.UsersExportCreate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Exports users to a file: begins the job, waits for it and fetches what it wrote, piece by piece, so that a lost connection
 * costs no more than a piece. It is fetched by the client's transport, without a token and without the client's headers; one
 * that knows no ranges is fetched whole, up to what the transport takes.
 *
 * <p>Options are set before an export is begun. Not thread-safe; may be used again.
 */
public final class UsersExport {
    private final AsyncJobsManager jobs;
    private final Download.Settings downloading;
    private final UsersExportCreate body = new UsersExportCreate();
    private final List<ExportField> fields = new ArrayList<>();
    private boolean compressed;
    private Duration jobTimeout = Duration.ofHours(2);
    private Consumer<ExportProgress> progress = seen -> {};

    UsersExport(AsyncJobsManager jobs, Download.Settings downloading) {
        this.jobs = jobs;
        this.downloading = downloading;
    }

    /** Only users of that connection, as in {@code con_0000000000000001}; by default those of all. */
    public UsersExport connection(String id) {
        body.connectionId(id);
        return this;
    }

    /** {@code json}, the default, for an object a line, or {@code csv}. */
    public UsersExport format(String value) {
        body.format(value);
        return this;
    }

    /** How many users at most; by default all. */
    public UsersExport limit(int value) {
        body.limit(value);
        return this;
    }

    /** What is written of each user, as {@code email} or {@code identities[0].connection}; by default what the API chooses. */
    public UsersExport field(String name) {
        fields.add(new ExportField().name(name));
        return this;
    }

    /** What is written of each user, and what it is called in the file. */
    public UsersExport field(String name, String exportAs) {
        fields.add(new ExportField().name(name).exportAs(exportAs));
        return this;
    }

    /** Whether the file stays as the API compressed it, with gzip; false by default. */
    public UsersExport compressed(boolean value) {
        compressed = value;
        return this;
    }

    /**
     * How long to wait for the job; 2 hours by default.
     *
     * @throws IllegalArgumentException when it is not greater than 0
     */
    public UsersExport jobTimeout(Duration value) {
        jobTimeout = BulkJobs.positive(value);
        return this;
    }

    /**
     * Sees how far the export is, each time the job is looked at and each time a piece of its file has come.
     *
     * @param value runs on whatever thread the answer came; what it throws ends the export
     */
    public UsersExport onProgress(Consumer<ExportProgress> value) {
        progress = value;
        return this;
    }

    /**
     * Exports users to a file, which only its owner may read. It is written beside and put in its place in the end: what
     * stands there is replaced then, and not when the export fails.
     *
     * @param target in a directory that exists
     * @return the job
     * @throws JobException when the job fails, or does not end in time
     * @throws dev.gatehouse.client.error.ManagementException when a call fails, or the file cannot be fetched
     * @throws UncheckedIOException when the file cannot be written
     */
    public Job exportTo(Path target) {
        return Futures.await(exportToAsync(target));
    }

    /** As {@link #exportTo}, with a future that fails with what it throws; cancelling it stops the waiting and the fetching. */
    public CompletableFuture<Job> exportToAsync(Path target) {
        UsersExportCreate asked = new UsersExportCreate(body.json().deepCopy());
        if (!fields.isEmpty()) {
            asked.fields(List.copyOf(fields));
        }
        ExportedFile file;
        try {
            file = new ExportedFile(target, !compressed);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
        return new ExportRun(jobs, downloading, progress, jobTimeout, file).start(asked);
    }
}
