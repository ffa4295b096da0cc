package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.server.start.StartFailure;
import java.util.function.Supplier;

/** Why a data directory could not be verified, copied or restored. */
final class MaintenanceFailure {
    private MaintenanceFailure() {}

    /**
     * What {@code work} returns.
     *
     * @throws CommandException when it fails for a reason that the person who asked can do something about
     */
    static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CommandException.notBegun(StartFailure.explain(e, null));
        }
    }
}
