package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The triggers that actions are for, each with its versions and the Node versions to choose from. */
public final class Triggers {
    private static final JsonNode ALL = read();

    private Triggers() {}

    private static JsonNode read() {
        try (InputStream in = Triggers.class.getResourceAsStream("triggers.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every trigger in every version. */
    public static ArrayNode all() {
        return ALL.deepCopy();
    }

    static boolean exists(String id) {
        return find(id, null).isPresent();
    }

    /** A trigger in that version, or in its current one where none is named. */
    private static Optional<JsonNode> find(String id, @Nullable String version) {
        for (JsonNode trigger : ALL) {
            boolean fits = version == null
                    ? trigger.path("status").asText().equals("CURRENT")
                    : trigger.path("version").asText().equals(version);
            if (fits && trigger.path("id").asText().equals(id)) {
                return Optional.of(trigger);
            }
        }
        return Optional.empty();
    }

    /**
     * Completes what an action says of its trigger: the version, and the Node version it runs on.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such trigger, or it does not run on that Node version
     */
    static void complete(ObjectNode action) {
        JsonNode sent = action.path("supported_triggers").path(0);
        String id = sent.path("id").asText();
        String version = sent.hasNonNull("version") ? sent.path("version").asText() : null;
        JsonNode trigger = find(id, version)
                .orElseThrow(() -> ErrorCode.BAD_REQUEST.refuse(
                        "The trigger " + id + (version == null ? "" : " in version " + version) + " does not exist"));
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("id", id);
        named.set("version", trigger.path("version"));
        action.putArray("supported_triggers").add(named);
        List<String> runtimes = new ArrayList<>();
        trigger.path("runtimes").forEach(runtime -> runtimes.add(runtime.asText()));
        if (!action.hasNonNull("runtime")) {
            action.put("runtime", trigger.path("default_runtime").asText(runtimes.get(0)));
        }
        String runtime = action.path("runtime").asText();
        if (!runtimes.contains(runtime)) {
            throw ErrorCode.BAD_REQUEST.refuse("The trigger " + id + " in version "
                    + trigger.path("version").asText() + " does not run on " + runtime + ", but on "
                    + String.join(", ", runtimes));
        }
    }
}
