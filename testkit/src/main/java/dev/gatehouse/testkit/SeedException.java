package dev.gatehouse.testkit;

import org.jspecify.annotations.Nullable;

/** A tenant could not be given what a file describes; the message says which part of it. */
public final class SeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
