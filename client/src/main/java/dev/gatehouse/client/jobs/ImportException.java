package dev.gatehouse.client.jobs;

import dev.gatehouse.client.error.ManagementException;
import org.jspecify.annotations.Nullable;

/**
 * An import stopped early: the source cannot be read further, or the API refuses every job. Jobs that were already created have
 * ended.
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

    /** The result for the users read so far; null after deserialization. */
    public @Nullable ImportResult result() {
        return result;
    }
}
