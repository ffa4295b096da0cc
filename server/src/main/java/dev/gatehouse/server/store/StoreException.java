package dev.gatehouse.server.store;

/** The database failed: it is gone, full, or too busy. Never shown to a client. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
