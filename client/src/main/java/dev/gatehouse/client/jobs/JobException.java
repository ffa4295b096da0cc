package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
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

    /**
     * @param what happened, to be read between the id and the status
     */
    static JobException of(String jobId, Job job, String what) {
        JsonNode json = job.json();
        String status = json.path("status").asText();
        String percentage = json.path("percentage_done").asText();
        String details = json.path("status_details").asText();
        return new JobException(
                jobId,
                status.isEmpty() ? null : status,
                jobId + " " + what + ": " + (status.isEmpty() ? "it has no status" : "its status is " + status)
                        + (percentage.isEmpty() ? "" : ", " + percentage + "% done")
                        + (details.isEmpty() ? "" : " (" + details + ")"));
    }

    static JobException ofState(String id, @Nullable String status, String what) {
        return new JobException(
                id, status, id + " " + what + ": " + (status == null ? "it has no status" : "its status is " + status));
    }

    /** The id of the job, or of the action that was to be built. */
    public String jobId() {
        return jobId;
    }

    /** The status in which it was last seen, as in {@code processing} or {@code failed}; null when it had none. */
    public @Nullable String status() {
        return status;
    }
}
