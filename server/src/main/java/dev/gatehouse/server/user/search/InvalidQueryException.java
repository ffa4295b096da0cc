package dev.gatehouse.server.user.search;

/** A search query that cannot be read. */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException() {
        super("not a query", null, false, false);
    }
}
