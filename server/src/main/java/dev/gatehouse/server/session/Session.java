package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;

/** A session of a user: it signed in once and stays signed in. */
public record Session(ObjectNode json) implements View {
    /** The member with the hash of the secret in the browser's cookie; it leaves the server nowhere. */
    static final String COOKIE_HASH = "cookie_hash";

    public static final Kind KIND = Kind.named("session")
            .ownedByUser()
            .unique("cookie", "/" + COOKIE_HASH)
            .timestamps(null, "updated_at")
            .build();

    /** Its id, the {@code sid} of its tokens. */
    public String id() {
        return text("id", "");
    }

    public String userId() {
        return text("user_id", "");
    }

    /** The name of the connection that the user signed in on. */
    public String connection() {
        return text("connection", "");
    }

    /** When the user signed in. */
    public Instant authenticatedAt() {
        return Instant.parse(text("authenticated_at", Instant.EPOCH.toString()));
    }

    /** When it ends, at the latest. */
    public Instant expiresAt() {
        return Instant.parse(text("expires_at", Instant.EPOCH.toString()));
    }

    /** When it ends unless it is used before. */
    Instant idleExpiresAt() {
        return Instant.parse(text("idle_expires_at", Instant.EPOCH.toString()));
    }

    /** Whether browsers keep it once they are closed. */
    public boolean isPersistent() {
        return !"non-persistent".equals(text("cookie/mode"));
    }
}
