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

/** Looks at one job until it has ended, or time has. Calls that fail for a while do not end it. */
final class JobWatch {
    private static final Set<String> ENDED = Set.of("completed", "failed", "expired");
    /** Each of these calls has made attempts of its own before. */
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

    private JobWatch(AsyncJobsManager jobs, TimeSource time, String id, Duration timeout, Consumer<Job> each) {
        this.jobs = jobs;
        this.time = time;
        this.id = id;
        this.timeout = timeout;
        this.each = each;
        this.deadline = time.deadline(timeout);
    }

    /**
     * The job as it ended, be it failed; fails with a {@link JobException} when it does not end in time.
     *
     * @param each sees the job each time it is looked at
     */
    static CompletableFuture<Job> of(
            AsyncJobsManager jobs, TimeSource time, String id, Duration timeout, Consumer<Job> each) {
        JobWatch watch = new JobWatch(jobs, time, id, timeout, each);
        watch.look();
        return watch.steps.result();
    }

    /** The same of a job that was just begun, which is not looked at again at once. */
    static CompletableFuture<Job> ofBegun(
            AsyncJobsManager jobs, TimeSource time, Job begun, Duration timeout, Consumer<Job> each) {
        JobWatch watch = new JobWatch(jobs, time, idOf(begun), timeout, each);
        watch.steps.step(() -> CompletableFuture.completedFuture(begun), watch::seen);
        return watch.steps.result();
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

    private void look() {
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
        steps.step(() -> time.after(interval.compareTo(left) < 0 ? interval : left), passed -> look());
    }
}
