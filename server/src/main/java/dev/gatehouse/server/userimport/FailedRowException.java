package dev.gatehouse.server.userimport;

/** Rolls a batch back because of one user in it. */
final class FailedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final transient RowError error;

    /**
     * @param index the user's place in the batch
     */
    FailedRowException(int index, RowError error) {
        super(null, null, false, false);
        this.index = index;
        this.error = error;
    }

    int index() {
        return index;
    }

    RowError error() {
        return error;
    }
}
