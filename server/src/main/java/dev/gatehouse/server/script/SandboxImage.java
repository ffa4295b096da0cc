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
 * millisecond, and nothing that one script did is there for the next.
 *
 * @param memory what the sandbox holds
 * @param start the compiled call that starts a script
 * @param next the compiled call that asks when its next timer is due
 * @param tick the compiled call that runs the timers that are due
 */
record SandboxImage(byte[] memory, int start, int next, int tick) {
    private static final List<String> BEFORE = List.of("bridge.js", "console.js", "timers.js", "globals.js");
    private static final String LAST = "driver.js";

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
        int start = sandbox.compile("gatehouse.start()");
        int next = sandbox.compile("gatehouse.next()");
        int tick = sandbox.compile("gatehouse.tick()");
        return new SandboxImage(sandbox.copy(), start, next, tick);
    }

    private static String resource(String name) {
        try (InputStream in = SandboxImage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int pages() {
        return memory.length / ScriptLimits.PAGE;
    }
}
