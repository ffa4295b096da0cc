package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import org.jspecify.annotations.Nullable;

/** An authorization request that somebody is signing in for, in one browser. */
public record AuthorizationTransaction(ObjectNode json) implements View {
    /**
     * A new one.
     *
     * @param browserHash the hash of what its browser is known by: no other may go on with it
     */
    static AuthorizationTransaction of(AuthorizationRequest request, String browserHash) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("browser", browserHash);
        json.set("request", request.json());
        return new AuthorizationTransaction(json);
    }

    public AuthorizationRequest request() {
        return new AuthorizationRequest(json.withObjectProperty("request"));
    }

    boolean isOf(String browserHash) {
        return browserHash.equals(text("browser"));
    }

    /** The id of the session that the user signed in with; null until then. */
    public @Nullable String sessionId() {
        return text("session_id");
    }

    /** Notes that a user has signed in, and has not been asked for anything yet. */
    public void signedIn(String sessionId) {
        json.remove("consented");
        json.put("session_id", sessionId);
    }

    /** Whether the user was asked for consent, and gave it. */
    public boolean isConsented() {
        return flag("consented");
    }

    /** Notes that the user gave consent. */
    public void consented() {
        json.put("consented", true);
    }

    /** The error that it ends with, as in {@code access_denied}; null for none. */
    public @Nullable String error() {
        return text("error");
    }

    /** What is said of the error. */
    public String errorDescription() {
        return text("error_description", "");
    }

    /** Lets it end with an error. */
    public void fail(String error, String description) {
        json.put("error", error).put("error_description", description);
    }
}
