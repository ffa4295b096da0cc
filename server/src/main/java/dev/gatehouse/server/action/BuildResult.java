package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.script.Script;
import dev.gatehouse.server.script.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * What the build of an action came to: its code parses, or not.
 *
 * @param error what is wrong with the code; null where it was built
 */
public record BuildResult(@Nullable String error) {
    static final String STATUS = "status";
    static final String BUILT = "built";

    private static final String ERRORS = "errors";

    /** Builds code, which takes its time: not to be called in a transaction. */
    public static BuildResult of(Scripts scripts, String code) {
        return new BuildResult(scripts.syntaxError(Script.module(code)).orElse(null));
    }

    /** Writes the outcome into an action or version. */
    void applyTo(ObjectNode json) {
        json.remove(ERRORS);
        if (error == null) {
            json.put(STATUS, BUILT);
        } else {
            json.put(STATUS, "failed")
                    .putArray(ERRORS)
                    .addObject()
                    .put("id", "syntax_error")
                    .put("msg", error);
        }
    }

    static boolean succeeded(ObjectNode json) {
        return json.path(STATUS).asText().equals(BUILT);
    }
}
