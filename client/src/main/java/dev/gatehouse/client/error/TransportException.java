package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** There was no response: the connection failed, time ran out, or the request could not be sent at all. */
public final class TransportException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final int attempts;
    private final boolean timeout;

    /**
     * A failure before anything was sent.
     *
     * @param cause what made it fail; null when the message says it all
     */
    public TransportException(String message, @Nullable Throwable cause) {
        this(message, cause, 0, false);
    }

    /**
     * A failure of some attempts.
     *
     * @param cause what made it fail; null when the message says it all
     * @param attempts how many requests were sent
     * @param timeout whether time ran out
     */
    public TransportException(String message, @Nullable Throwable cause, int attempts, boolean timeout) {
        super(message, cause);
        this.attempts = attempts;
        this.timeout = timeout;
    }

    /** How many requests were sent; 0 when it failed before. */
    public int attempts() {
        return attempts;
    }

    /** Whether time ran out: to connect, for a response, for the whole call, or while it waited to be sent. */
    public boolean isTimeout() {
        return timeout;
    }
}
