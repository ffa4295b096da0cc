package dev.gatehouse.server.start;

import org.jspecify.annotations.Nullable;

/** Closes what a server is made of, to the last part even when an earlier one does not close cleanly. */
final class Shutdown {
    private Shutdown() {}

    /**
     * Runs each step in its turn.
     *
     * @throws RuntimeException the first one that a step threw, once all have run
     */
    static void inOrder(Runnable... steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            first = run(step, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException run(Runnable step, @Nullable RuntimeException before) {
        try {
            step.run();
            return before;
        } catch (RuntimeException e) {
            if (before != null) {
                before.addSuppressed(e);
            }
            return before == null ? e : before;
        }
    }
}
