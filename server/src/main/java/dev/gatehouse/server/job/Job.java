package dev.gatehouse.server.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import java.time.Duration;
import java.util.Locale;

/** A job as the API shows it, and what only the server has of it. */
public record Job(ObjectNode json) implements View {
    /** The type of a job that mails a user a link to verify an address. */
    public static final String VERIFICATION_EMAIL = "verification_email";

    /** The type of a job that makes users of a file. */
    public static final String USERS_IMPORT = "users_import";

    /** The type of a job that writes users to a file. */
    public static final String USERS_EXPORT = "users_export";

    /** How far a job is. */
    public enum Status {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED;

        /** As the API has it. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its id, as in {@code job_} and 16 letters or digits. */
    public String id() {
        return text("id", "");
    }

    /** What it does, as in {@link #USERS_IMPORT}. */
    public String type() {
        return text("type", "");
    }

    /** Whether it is in that state. */
    public boolean is(Status status) {
        return text("status", "").equals(status.wire());
    }

    /** Whether it is done, well or not. */
    public boolean hasEnded() {
        return is(Status.COMPLETED) || is(Status.FAILED);
    }

    /** Puts it into a state. */
    public Job in(Status status) {
        json.put("status", status.wire());
        return this;
    }

    /** Ends it without success. */
    public Job failed(String reason) {
        json.put("status_details", reason);
        return in(Status.FAILED);
    }

    /**
     * Says how far it is and how long it will take still.
     *
     * @param took for what is done
     */
    public void progress(long done, long all, Duration took) {
        json.put("percentage_done", all == 0 ? 0 : Math.min(99, 100 * done / all));
        if (done > 0 && all > done) {
            json.put("time_left_seconds", took.toMillis() * (all - done) / done / 1_000 + 1);
        } else {
            json.remove("time_left_seconds");
        }
    }

    /** A count that only the server knows; 0 when it was not set. */
    public long count(String member) {
        return at(member).asLong();
    }
}
