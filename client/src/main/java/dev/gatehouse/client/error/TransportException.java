package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** No answer came: the connection failed, time ran out, or the request could not be sent at all. */
public final class TransportException extends ManagementException {
    private static final long serialVersionUID = 1L;

    /**
     * With what was sent where, and why nothing came back.
     *
     * @param cause what made it fail; null when it is all in the message
     */
    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
