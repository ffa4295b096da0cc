package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A user that was not imported, and why. Its {@code toString} shows no secrets.
 *
 * @param position where the user stands among all that were read, counted from 0; empty when the API names one that was not
 *     sent
 * @param user as the API shows it, without its secrets; empty when it could not be sent
 * @param problems what is wrong, by the API: {@code DUPLICATED_USER} and others. What cannot be sent is {@code TOO_LARGE} or
 *     {@code INVALID_USER}
 */
public record ImportError(OptionalLong position, JsonObject user, List<Problem> problems) {
    /** Copies the problems. */
    public ImportError {
        problems = List.copyOf(problems);
    }

    /**
     * One thing that is wrong with a user.
     *
     * @param code what, in one word
     * @param message what, in words
     * @param path the member of the user; null for the whole
     */
    public record Problem(
            String code, String message, @Nullable String path) {
        static Problem of(JsonNode told) {
            String path = told.path("path").asText();
            return new Problem(told.path("code").asText(), told.path("message").asText(), path.isEmpty() ? null : path);
        }
    }
}
