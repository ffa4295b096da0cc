package dev.gatehouse.seed;

import org.jspecify.annotations.Nullable;

/** A seed cannot be read, or the tenant refused something in it; the message says which part. */
public final class SeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
