package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** A call did not succeed. Its message is worth reading on its own, and holds no secret. */
public abstract class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With all the details.
     *
     * @param cause what made it fail; null when it is all in the message
     */
    protected ManagementException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
