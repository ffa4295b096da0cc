package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.server.start.StartFailure;
import java.util.function.Supplier;

/** Explains why a data directory could not be verified, copied or restored. */
final class MaintenanceErrors {
    private MaintenanceErrors() {}

    /**
     * Runs {@code work} and returns its result.
     *
     * @throws CommandException when {@code work} fails, with a message that says what to do
     */
    static <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CommandException.cannotStart(StartFailure.explain(e, null));
        }
    }
}
