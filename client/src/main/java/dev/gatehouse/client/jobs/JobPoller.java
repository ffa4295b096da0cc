package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.async.Backoff;
import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.Job;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Polls one job until it has ended or the timeout has passed. Transient failures do not stop it. */
final class JobPoller {
    private static final Set<String> ENDED = Set.of("completed", "failed", "expired");
    /** Each of these calls has been retried already. */
    private static final int MAX_FAILED_POLLS = 5;

    private final AsyncJobsManager jobs;
    private final TimeSource time;
    private final String id;
    private final Duration timeout;
    private final Deadline deadline;
    private final Consumer<Job> each;
    private final Backoff intervals = Backoff.ofPolling();
    private final AsyncSequence<Job> steps = new AsyncSequence<>();
    private int missed;

    private JobPoller(AsyncJobsManager jobs, TimeSource time, String id, Duration timeout, Consumer<Job> each) {
        this.jobs = jobs;
        this.time = time;
        this.id = id;
        this.timeout = timeout;
        this.each = each;
        this.deadline = time.deadline(timeout);
    }

    /**
     * The ended job, even if it failed; completes with a {@link JobException} when it does not end in time.
     *
     * @param each called with the job after each poll
     */
    static CompletableFuture<Job> of(
            AsyncJobsManager jobs, TimeSource time, String id, Duration timeout, Consumer<Job> each) {
        JobPoller poller = new JobPoller(jobs, time, id, timeout, each);
        poller.poll();
        return poller.steps.result();
    }

    /** As {@link #of}, for a job that was just created, which is not polled at once. */
    static CompletableFuture<Job> ofBegun(
            AsyncJobsManager jobs, TimeSource time, Job begun, Duration timeout, Consumer<Job> each) {
        JobPoller poller = new JobPoller(jobs, time, idOf(begun), timeout, each);
        poller.steps.step(() -> CompletableFuture.completedFuture(begun), poller::seen);
        return poller.steps.result();
    }

    /**
     * The id of a job that was begun.
     *
     * @throws MalformedResponseException when it has none
     */
    static String idOf(Job begun) {
        String id = begun.id();
        if (id == null) {
            throw new MalformedResponseException("The job that was begun has no id", null);
        }
        return id;
    }

    private void poll() {
        steps.step(() -> jobs.get(id), this::seen, this::missed);
    }

    private void seen(Job job) {
        missed = 0;
        each.accept(job);
        String status = job.status();
        if (status != null && ENDED.contains(status)) {
            steps.complete(job);
        } else {
            again(() -> JobException.of(id, job, "did not end within " + timeout));
        }
    }

    private void missed(Throwable failure) {
        missed++;
        if (TransientFailures.isTransient(failure) && missed <= MAX_FAILED_POLLS) {
            again(() -> failure);
        } else {
            steps.fail(failure);
        }
    }

    private void again(Supplier<Throwable> late) {
        Duration left = deadline.left();
        if (left.isNegative() || left.isZero()) {
            steps.fail(late.get());
            return;
        }
        Duration interval = intervals.next();
        steps.step(() -> time.after(interval.compareTo(left) < 0 ? interval : left), passed -> poll());
    }
}
