package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** An answer came that is not the API's: not JSON, or of another shape. */
public final class MalformedResponseException extends ManagementException {
    private static final long serialVersionUID = 1L;

    /**
     * With what came instead.
     *
     * @param cause what made it fail; null when it is all in the message
     */
    public MalformedResponseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
