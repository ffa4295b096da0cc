package dev.gatehouse.server.user.search;

/** A search query that cannot be read. Its message says why and where. */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One that is too much of a query. */
    InvalidQueryException(String reason) {
        super(reason, null, false, false);
    }

    /**
     * @param at the first character that cannot be read, counted from 0
     */
    InvalidQueryException(String reason, int at) {
        this(reason + " at character " + (at + 1));
    }
}
