package dev.gatehouse.server.script;

import java.time.Duration;

/**
 * What scripts may use.
 *
 * @param time how long one may run
 * @param memoryPages how much memory one may have, in pages of 64 KiB
 * @param concurrent how many run at once
 * @param waiting how long a run waits for its turn
 */
public record ScriptLimits(Duration time, int memoryPages, int concurrent, Duration waiting) {
    static final int PAGE = 64 * 1024;
    /** What a script may write to its console, in characters. */
    static final int CONSOLE = 16 * 1024;
    /** What one call out of the sandbox may hand over, in bytes of JSON. */
    static final int ARGUMENT = 1024 * 1024;

    private static final int MEMORY_PAGES = 512;

    /**
     * 20 seconds and 32 MiB each. As many at once as there are processors, but so many that their memory is at most a quarter
     * of the heap.
     */
    public static ScriptLimits standard() {
        Runtime runtime = Runtime.getRuntime();
        long fitting = runtime.maxMemory() / 4 / ((long) MEMORY_PAGES * PAGE);
        int concurrent = (int) Math.max(1, Math.min(runtime.availableProcessors(), fitting));
        return new ScriptLimits(Duration.ofSeconds(20), MEMORY_PAGES, concurrent, Duration.ofSeconds(10));
    }
}
