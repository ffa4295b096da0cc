package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.async.Backoff;
import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.Job;
import dev.gatehouse.client.model.JobError;
import dev.gatehouse.client.model.UsersImportCreate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The import of one file: its job is begun, waited for and asked for its errors. */
final class ImportJob {
    private final AsyncJobsManager jobs;
    private final TimeSource time;
    private final UsersImportCreate body;
    private final Duration timeout;
    private final Runnable begun;
    private final Deadline deadline;
    private final Backoff turns = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));
    private final AsyncSequence<Outcome> steps = new AsyncSequence<>();

    /**
     * How it went.
     *
     * @param jobId null when the API may not have begun it
     * @param job as it was last seen; missing when the API may not have begun it
     * @param errors what it failed on
     * @param failure why not all is known; null when it is
     */
    record Outcome(
            @Nullable String jobId,
            JsonNode job,
            List<JobError> errors,
            @Nullable Throwable failure) {
        static Outcome lost(Throwable failure) {
            return new Outcome(null, MissingNode.getInstance(), List.of(), failure);
        }

        /** Why not all of its users are accounted for. */
        String reason() {
            if (failure != null) {
                return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            }
            String details = job.path("status_details").asText();
            return "The job ended as " + job.path("status").asText() + (details.isEmpty() ? "" : ": " + details);
        }
    }

    private ImportJob(
            AsyncJobsManager jobs, TimeSource time, UsersImportCreate body, Duration timeout, Runnable begun) {
        this.jobs = jobs;
        this.time = time;
        this.body = body;
        this.timeout = timeout;
        this.begun = begun;
        this.deadline = time.deadline(timeout);
    }

    /**
     * Starts it. The future seldom fails: what goes wrong is in the outcome. Cancelling it stops the waiting.
     *
     * @param timeout for the API to have room for a job, and once more for the job to end
     * @param begun runs when the API has taken the file
     */
    static CompletableFuture<Outcome> of(
            AsyncJobsManager jobs, TimeSource time, UsersImportCreate body, Duration timeout, Runnable begun) {
        ImportJob job = new ImportJob(jobs, time, body, timeout, begun);
        job.begin();
        return job.steps.result();
    }

    private void begin() {
        steps.step(() -> jobs.importUsersJob(body), this::watch, this::notBegun);
    }

    private void notBegun(Throwable failure) {
        Duration turn = turns.next();
        if (isFull(failure) && deadline.allows(turn)) {
            steps.step(() -> time.after(turn), passed -> begin());
        } else {
            steps.complete(Outcome.lost(failure));
        }
    }

    /** Somebody else is importing too: the API runs two jobs at once. */
    private static boolean isFull(Throwable failure) {
        return failure instanceof ApiException refusal
                && (refusal.status() == 429
                        || refusal.status() == 400 && refusal.apiMessage().contains("active import users jobs"));
    }

    private void watch(Job job) {
        begun.run();
        String id = JobPoller.idOf(job);
        steps.step(
                () -> JobPoller.ofBegun(jobs, time, job, timeout, seen -> {}),
                ended -> ended(id, ended),
                failure -> end(id, job, failure));
    }

    private void ended(String id, Job job) {
        JsonNode failed = job.json().path("summary").path("failed");
        if ("completed".equals(job.status()) && failed.isInt() && failed.asInt() == 0) {
            end(id, job, null);
            return;
        }
        steps.step(
                () -> jobs.errors(id),
                errors -> steps.complete(new Outcome(id, job.json(), errors, null)),
                // Of a job that failed as a whole there may be no list: the job itself says why then.
                failure -> end(id, job, failure instanceof MalformedResponseException ? null : failure));
    }

    private void end(String id, Job job, @Nullable Throwable failure) {
        steps.complete(new Outcome(id, job.json(), List.of(), failure));
    }
}
