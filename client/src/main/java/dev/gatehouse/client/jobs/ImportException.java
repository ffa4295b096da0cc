package dev.gatehouse.client.jobs;

import dev.gatehouse.client.error.ManagementException;
import org.jspecify.annotations.Nullable;

/**
 * An import could not go on: the source could not be read any further, or the API refuses all of it. What was begun was
 * brought to its end before.
 */
public final class ImportException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ImportResult result;

    ImportException(ImportResult result, Throwable cause) {
        super(message(result.counts(), cause), cause);
        this.result = result;
    }

    private static String message(ImportCounts counts, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return "The import stopped after " + counts.read() + " users (" + counts.inserted() + " inserted, "
                + counts.updated() + " updated, " + counts.failed() + " failed, " + counts.unsettled()
                + " unsettled): " + why;
    }

    /** What became of the users that were read before; null when this was serialized. */
    public @Nullable ImportResult result() {
        return result;
    }
}
