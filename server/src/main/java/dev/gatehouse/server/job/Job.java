package dev.gatehouse.server.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;

/** A job as the API shows it. */
public record Job(ObjectNode json) implements View {
    /** How far a job is. */
    public enum Status {
        PENDING,
        COMPLETED,
        FAILED
    }

    /** Its id, as in {@code job_} and 16 letters or digits. */
    public String id() {
        return text("id", "");
    }
}
