package dev.gatehouse.client.jobs;

import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.model.Job;
import org.jspecify.annotations.Nullable;

/** A job did not end in time, or did not do what it was for. Its message names the job and its state. */
public final class JobException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final String jobId;
    private final @Nullable String status;

    private JobException(String jobId, @Nullable String status, String message) {
        super(message, null);
        this.jobId = jobId;
        this.status = status;
    }

    static JobException of(String jobId, Job job, String what) {
        String details = job.statusDetails();
        Integer percentage = job.percentageDone();
        return new JobException(
                jobId,
                job.status(),
                jobId + " " + what + ": it is " + job.status()
                        + (percentage == null ? "" : ", " + percentage + "% done")
                        + (details == null ? "" : " (" + details + ")"));
    }

    /** The id of the job. */
    public String jobId() {
        return jobId;
    }

    /** The status in which it was last seen, as in {@code processing} or {@code failed}; null when it had none. */
    public @Nullable String status() {
        return status;
    }
}
