package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * A sandbox in which everything is loaded but no script: what each run starts from. Restoring it takes a fraction of a
 * millisecond, and nothing that one script did is there for the next. Thread-safe.
 */
final class SandboxImage {
    private static final List<String> BEFORE = List.of("bridge.js", "console.js", "timers.js", "globals.js");
    private static final String LAST = "driver.js";

    private final byte[] memory;
    private final int start;
    private final int next;
    private final int tick;

    private SandboxImage(Sandbox sandbox) {
        start = sandbox.compile("gatehouse.start()");
        next = sandbox.compile("gatehouse.next()");
        tick = sandbox.compile("gatehouse.tick()");
        memory = sandbox.copy();
    }

    /**
     * Makes one; it takes about a second at first, most of which is loading the engine.
     *
     * @param libraries scripts of the server's own that are loaded too
     */
    static SandboxImage make(ScriptLimits limits, InstantSource clock, List<String> libraries) {
        Sandbox sandbox = new Sandbox(limits.memoryPages(), clock);
        sandbox.initialize();
        sandbox.answerBy(new HostCalls(NullNode.instance, new Console()));
        BEFORE.forEach(name -> sandbox.run(sandbox.compile(resource(name))));
        libraries.forEach(library -> sandbox.run(sandbox.compile(library)));
        sandbox.run(sandbox.compile(resource(LAST)));
        return new SandboxImage(sandbox);
    }

    private static String resource(String name) {
        try (InputStream in = SandboxImage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a sandbox what this is an image of. */
    void restoreInto(Sandbox sandbox) {
        sandbox.restore(memory);
    }

    /** The compiled call that starts a script. */
    int start() {
        return start;
    }

    /** The compiled call that asks when the next timer of the script is due. */
    int next() {
        return next;
    }

    /** The compiled call that runs the timers that are due. */
    int tick() {
        return tick;
    }

    int pages() {
        return memory.length / ScriptLimits.PAGE;
    }
}
