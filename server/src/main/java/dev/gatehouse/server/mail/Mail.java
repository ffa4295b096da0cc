package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be delivered, or one that the inbox holds.
 *
 * @param id as in {@code mail_} and 16 letters or digits
 * @param userId whom it is for
 * @param createdAt when what caused it was written
 * @param attempts how often its delivery was tried
 * @param json {@code template}, {@code to} and what the template needs; once it is rendered {@code from}, {@code subject} and
 *     {@code html}
 */
public record Mail(String id, String userId, Instant createdAt, int attempts, ObjectNode json) implements View {
    /** Where a mail is. */
    public enum State {
        /** To be delivered, at once or later. */
        WAITING,
        /** In the tenant's own inbox. */
        INBOX
    }

    /** The address it goes to. */
    public String to() {
        return text("to", "");
    }

    /** Who sends it; empty until it is rendered. */
    public String from() {
        return text("from", "");
    }

    /** Empty until it is rendered. */
    public String subject() {
        return text("subject", "");
    }

    /** Empty until it is rendered. */
    public String html() {
        return text("html", "");
    }

    /** The name of its template, as in {@code verify_email}. */
    public String template() {
        return text("template", "");
    }

    /** Whether it is a message to a phone. */
    public boolean toPhone() {
        return text("channel", "").equals("phone");
    }

    /** The job that it is delivered for; null for none. */
    public @Nullable String jobId() {
        return text("job_id");
    }
}
