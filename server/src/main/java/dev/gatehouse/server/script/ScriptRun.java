package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.WasmEngineException;

/** One run in one sandbox, on the thread that calls {@link #run()}. */
final class ScriptRun {
    private static final System.Logger LOG = System.getLogger(ScriptRun.class.getName());

    private static final ScriptError OUT_OF_MEMORY = ScriptError.of("RangeError", "The script ran out of memory");

    private final Sandbox sandbox;
    private final SandboxImage image;
    private final HostCalls calls;
    private final Console console;
    private final ScriptLimits limits;
    private final long started = System.nanoTime();
    private boolean clean;

    ScriptRun(Sandbox sandbox, SandboxImage image, HostCalls calls, Console console, ScriptLimits limits) {
        this.sandbox = sandbox;
        this.image = image;
        this.calls = calls;
        this.console = console;
        this.limits = limits;
    }

    /** Whether the sandbox can be used again. */
    boolean clean() {
        return clean && sandbox.pages() == image.pages();
    }

    ScriptOutcome run() {
        try {
            ObjectNode ended = drive();
            clean = true;
            return ended.hasNonNull("error")
                    ? outcome(null, error(ended.path("error")))
                    : outcome(ended.path("value"), null);
        } catch (WasmInterruptedException | InterruptedException e) {
            return outcome(null, timedOut(limits.time()));
        } catch (WasmEngineException | OutOfMemoryError e) {
            return outcome(null, fault(e));
        }
    }

    private ObjectNode drive() throws InterruptedException {
        image.restoreInto(sandbox);
        sandbox.answerBy(calls);
        sandbox.run(image.start());
        ObjectNode ended = calls.outcome();
        while (ended == null) {
            sandbox.run(image.next());
            double wait = calls.nextTimer();
            if (wait < 0) {
                // Nothing is left that could settle what the script waits for: Node would wait for it until the limit.
                throw new InterruptedException();
            }
            Thread.sleep((long) Math.ceil(Math.min(wait, (double) limits.time().toMillis())));
            sandbox.run(image.tick());
            ended = calls.outcome();
        }
        return ended;
    }

    private ScriptOutcome outcome(@Nullable JsonNode value, @Nullable ScriptError error) {
        long now = System.nanoTime();
        long loaded = calls.loaded() < 0 ? now : calls.loaded();
        return new ScriptOutcome(
                value, error, console.text(), Duration.ofNanos(loaded - started), Duration.ofNanos(now - loaded));
    }

    static ScriptError timedOut(Duration limit) {
        return ScriptError.of(
                "Error",
                "Script execution did not complete within " + limit.toSeconds() + " seconds. Execution was aborted.");
    }

    private ScriptError error(JsonNode error) {
        // Where there is no room for an error either, the engine throws null.
        if (error.path("message").asText().equals("null") && exhausted()) {
            return OUT_OF_MEMORY;
        }
        return new ScriptError(
                error.path("name").asText(),
                error.path("message").asText(),
                error.path("stack").asText());
    }

    private boolean exhausted() {
        return sandbox.pages() > limits.memoryPages() * 3 / 4;
    }

    /** What the engine does not tell the script, but ends it with. */
    private ScriptError fault(Throwable thrown) {
        boolean stack = thrown.getCause() instanceof StackOverflowError
                // The stack of the engine ends at address 0.
                || String.valueOf(thrown.getMessage()).contains("attempted to access address: -");
        if (stack) {
            return ScriptError.of("RangeError", "Maximum call stack size exceeded");
        }
        if (thrown instanceof OutOfMemoryError || exhausted()) {
            return OUT_OF_MEMORY;
        }
        // A script can bring this about at will.
        LOG.log(System.Logger.Level.DEBUG, "The sandbox of a script failed", thrown);
        return ScriptError.of("Error", "The script was stopped by an error of its sandbox");
    }
}
