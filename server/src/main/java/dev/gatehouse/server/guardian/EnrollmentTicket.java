package dev.gatehouse.server.guardian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/**
 * Lets a user enroll in a second factor, once. Its id is the hash of its secret, which is in the link alone; beside it are the
 * members of the request that made it.
 */
public record EnrollmentTicket(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("enrollment_ticket").ownedByUser().build();

    /** The user that it is for. */
    public String userId() {
        return text("user_id", "");
    }

    /** From when on it is refused, in the form of the API's times, which sort as text. */
    String expiresAt() {
        return text("expires_at", "");
    }
}
