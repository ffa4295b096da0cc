package dev.gatehouse.server.store;

/** A data directory cannot be used; the message says which, why, and what to do. */
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }
}
