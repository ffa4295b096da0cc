package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Checks and runs scripts, each in a sandbox that is as new and on a thread of its own, within {@link ScriptLimits}. The engine
 * is loaded at the first use: a server whose tenants have no scripts does not pay for it. It takes its time, so it must not be
 * called in a transaction. Thread-safe.
 *
 * <pre>{@code
 * ScriptOutcome outcome = scripts.run(new ScriptCall("action", Script.module(code), modules, input));
 * }</pre>
 */
public final class Scripts {
    /** Deep enough for the stack of the engine, which ends first. */
    private static final long STACK = 16L * 1024 * 1024;

    private static final String CHECK = "check";

    private final ScriptLimits limits;
    private final InstantSource clock;
    private final List<String> libraries;
    private final Semaphore turns;
    private final ConcurrentLinkedQueue<Sandbox> idle = new ConcurrentLinkedQueue<>();
    private final AtomicLong runs = new AtomicLong();
    private @Nullable SandboxImage image;

    /**
     * @param libraries scripts of the server's own, which add functions to {@code gatehouse.adapters}
     */
    public Scripts(ScriptLimits limits, InstantSource clock, List<String> libraries) {
        this.limits = limits;
        this.clock = clock;
        this.libraries = List.copyOf(libraries);
        turns = new Semaphore(limits.concurrent(), true);
    }

    /**
     * What is wrong with the syntax of a script, as in {@code SyntaxError: Unexpected token ';' (line 3)}; empty where it
     * parses. Nothing of the script runs.
     *
     * @throws dev.gatehouse.server.error.Rejection when too many scripts wait for their turn
     */
    public Optional<String> syntaxError(Script script) {
        ObjectNode task = task(CHECK, null);
        task.putObject("input")
                .put("code", script.code())
                .put("form", script.form().wireName());
        ScriptOutcome outcome = run(task);
        ScriptError error = outcome.error();
        if (error != null) {
            return Optional.of(error.name() + ": " + error.message());
        }
        JsonNode found = outcome.value();
        return Optional.ofNullable(found).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /**
     * Checks that {@code script} of a body parses, as one function or as a module; a body without it passes.
     *
     * @throws dev.gatehouse.server.error.Rejection when it does not, or too many scripts wait for their turn
     */
    public void requireSyntax(ObjectNode body) {
        String code = body.path("script").asText();
        Optional<String> error = body.hasNonNull("script") ? syntaxError(Script.function(code)) : Optional.empty();
        if (error.isPresent() && syntaxError(Script.module(code)).isPresent()) {
            throw ErrorCode.BAD_REQUEST.refuse("The script is not valid JavaScript. " + error.get());
        }
    }

    /**
     * Runs a script. However it ends, this returns soon after the time limit at the latest.
     *
     * @throws dev.gatehouse.server.error.Rejection when too many scripts wait for their turn
     */
    public ScriptOutcome run(ScriptCall call) {
        ObjectNode task = task(call.adapter(), call.script());
        ObjectNode shared = task.putObject("shared");
        for (SharedModule module : call.modules()) {
            shared.putObject(module.name())
                    .put("code", module.code())
                    .put("form", Script.Form.MODULE.wireName())
                    .set("secrets", module.secrets());
        }
        task.set("input", call.input());
        return run(task);
    }

    private static ObjectNode task(String adapter, @Nullable Script program) {
        ObjectNode task = JsonNodeFactory.instance.objectNode().put("adapter", adapter);
        if (program == null) {
            task.putNull("program");
        } else {
            task.putObject("program")
                    .put("code", program.code())
                    .put("form", program.form().wireName());
        }
        return task;
    }

    private ScriptOutcome run(ObjectNode task) {
        Console console = new Console();
        SandboxImage made = image();
        long started = System.nanoTime();
        try {
            if (!turns.tryAcquire(limits.waiting().toMillis(), TimeUnit.MILLISECONDS)) {
                throw ErrorCode.TOO_MANY_REQUESTS.refuse("Too many scripts are running. Try again later.");
            }
            return await(start(made, task, console));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // Said below: the thread was interrupted and ends by itself.
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - started);
        return new ScriptOutcome(null, ScriptRun.timedOut(limits.time()), console.text(), Duration.ZERO, ran);
    }

    /** Its turn ends with the thread, not with the wait for it. */
    private FutureTask<ScriptOutcome> start(SandboxImage made, ObjectNode task, Console console) {
        FutureTask<ScriptOutcome> run = new FutureTask<>(() -> {
            try {
                return execute(made, task, console);
            } finally {
                turns.release();
            }
        });
        Thread thread = new Thread(null, run, "script-" + runs.incrementAndGet(), STACK);
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private ScriptOutcome await(FutureTask<ScriptOutcome> run) throws InterruptedException, TimeoutException {
        try {
            return run.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A script could not be run", e.getCause());
        } finally {
            run.cancel(true);
        }
    }

    private ScriptOutcome execute(SandboxImage made, ObjectNode task, Console console) {
        Sandbox idling = idle.poll();
        Sandbox sandbox = idling == null ? new Sandbox(limits.memoryPages(), clock) : idling;
        ScriptRun run = new ScriptRun(sandbox, made, new HostCalls(task, console), console, limits);
        ScriptOutcome outcome = run.run();
        if (run.clean()) {
            idle.add(sandbox);
        }
        return outcome;
    }

    private synchronized SandboxImage image() {
        if (image == null) {
            image = SandboxImage.make(limits, clock, libraries);
        }
        return image;
    }
}
