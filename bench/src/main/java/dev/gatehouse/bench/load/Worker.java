package dev.gatehouse.bench.load;

import org.jspecify.annotations.Nullable;

/** One of the concurrent workers of a load, which repeats an operation. Used by one thread. */
public interface Worker extends AutoCloseable {
    /**
     * Performs the operation once.
     *
     * @return null when it succeeded, otherwise what failed
     * @throws Exception to abort the whole run
     */
    @Nullable
    String execute() throws Exception;

    @Override
    default void close() throws Exception {}

    /** Creates workers, one for each thread. */
    @FunctionalInterface
    interface Factory {
        Worker create() throws Exception;
    }
}
