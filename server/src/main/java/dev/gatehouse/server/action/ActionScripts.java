package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.script.Script;
import dev.gatehouse.server.script.ScriptCall;
import dev.gatehouse.server.script.ScriptError;
import dev.gatehouse.server.script.ScriptOutcome;
import dev.gatehouse.server.script.Scripts;
import dev.gatehouse.server.script.SharedModule;
import dev.gatehouse.server.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs actions with the event of their trigger. {@code actions.js} has the API object of each trigger; what an action asks of
 * it comes back as commands, in their order. Thread-safe.
 */
public final class ActionScripts {
    private final Scripts scripts;
    private final ActionModuleStore modules;

    public ActionScripts(Scripts scripts, ActionModuleStore modules) {
        this.scripts = scripts;
        this.modules = modules;
    }

    /** What {@link Scripts} loads so that actions can run. */
    public static String library() {
        try (InputStream in = ActionScripts.class.getResourceAsStream("actions.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The run of an action or a version of one, with its secrets and modules.
     *
     * @param action what is stored of it
     * @param event the event of its trigger, without {@code secrets}
     */
    public ScriptCall call(Transaction tx, ObjectNode action, JsonNode event) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("trigger", action.at("/supported_triggers/0/id").asText());
        input.set("event", event);
        input.set("secrets", ActionSecrets.values(action.path("secrets")));
        List<SharedModule> shared = new ArrayList<>();
        for (JsonNode reference : action.path("modules")) {
            modules.version(tx, reference.path("module_version_id").asText())
                    .map(version -> new SharedModule(
                            reference.path("module_name").asText(),
                            version.text("code", ""),
                            ActionSecrets.values(version.at("secrets"))))
                    .ifPresent(shared::add);
        }
        return new ScriptCall("action", Script.module(action.path("code").asText()), shared, input);
    }

    /** Runs an action and tells how it went: the error it ended with or its commands, its console, and how long it took. */
    public ObjectNode test(ScriptCall call) {
        long started = System.nanoTime();
        ScriptOutcome outcome = scripts.run(call);
        Duration total = Duration.ofNanos(System.nanoTime() - started);
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        ScriptError error = outcome.error();
        JsonNode value = outcome.value();
        if (error != null) {
            shown.putObject("error")
                    .put("message", error.message())
                    .put("name", error.name())
                    .put("stack", error.stack());
        } else if (value != null) {
            shown.set("commands", value.path("commands"));
        }
        if (!outcome.console().isEmpty()) {
            shown.put("logs", outcome.console());
        }
        shown.set("stats", stats(outcome, total));
        return shown;
    }

    /** Milliseconds. Nothing is called from outside, and there is no network between server and script. */
    private static ObjectNode stats(ScriptOutcome outcome, Duration total) {
        Duration runtime = outcome.preparing().plus(outcome.running());
        return JsonNodeFactory.instance
                .objectNode()
                .put("total_request_duration_ms", total.toMillis())
                .put("total_runtime_execution_duration_ms", runtime.toMillis())
                .put("runtime_processing_duration_ms", total.minus(runtime).toMillis())
                .put("action_duration_ms", outcome.running().toMillis())
                .put("runtime_external_call_duration_ms", 0)
                .put("boot_duration_ms", outcome.preparing().toMillis())
                .put("network_duration_ms", 0);
    }
}
