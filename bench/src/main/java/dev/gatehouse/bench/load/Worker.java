package dev.gatehouse.bench.load;

import org.jspecify.annotations.Nullable;

/** What one connection does over and over. Used by one thread. */
public interface Worker extends AutoCloseable {
    /**
     * Does it once.
     *
     * @return null when it succeeded, else what was wrong
     * @throws Exception ends the whole run
     */
    @Nullable
    String once() throws Exception;

    @Override
    default void close() throws Exception {}

    /** Opens workers, one a thread. */
    @FunctionalInterface
    interface Opening {
        Worker open() throws Exception;
    }
}
