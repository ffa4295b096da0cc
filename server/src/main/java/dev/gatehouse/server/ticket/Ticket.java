package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is stored: what it was made with, without its secret.
 *
 * @param hash what it is found by
 * @param userId the user it is for
 * @param expiresAt from when on it is refused
 * @param used whether it has done what it was made for
 * @param json {@code connection}, {@code email} and the members of the request it was made by
 */
public record Ticket(String hash, String userId, Instant expiresAt, boolean used, ObjectNode json) implements View {
    /** The name of the connection of the identity that it is for. */
    public String connection() {
        return text("connection", "");
    }

    /** The address that it verifies or was asked for, in lower case; empty when the user has none. */
    public String email() {
        return text("email", "");
    }

    /** Where the user is sent afterwards; null for nowhere. */
    public @Nullable String resultUrl() {
        String url = text("result_url", "");
        return url.isEmpty() ? null : url;
    }

    /** The client that the user goes on to; null for none. */
    public @Nullable String clientId() {
        return text("client_id");
    }

    /** The organization that the user goes on to; null for none. */
    public @Nullable String organizationId() {
        return text("organization_id");
    }

    /** Whether the address is part of where the user is sent. */
    public boolean includesEmail() {
        return flag("includeEmailInRedirect");
    }

    /** Whether the address counts as verified once the password is set. */
    public boolean marksEmailAsVerified() {
        return flag("mark_email_as_verified");
    }
}
