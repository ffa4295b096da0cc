package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** No access token is available. */
public final class TokenException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int attempts;
    private final @Nullable String error;
    private final @Nullable String errorDescription;

    /**
     * A failure that is not a response of the token endpoint.
     *
     * @param message why there is none, without any secret
     * @param cause what made it fail; null when the message says it all
     */
    public TokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.attempts = cause instanceof TransportException lost ? lost.attempts() : 0;
        this.error = null;
        this.errorDescription = null;
    }

    /**
     * A response of the token endpoint without a token.
     *
     * @param status its HTTP status
     * @param attempts how many requests were sent
     * @param error its OAuth error code; null without one
     * @param errorDescription its description; null without one
     */
    public TokenException(
            String message, int status, int attempts, @Nullable String error, @Nullable String errorDescription) {
        super(message, null);
        this.status = status;
        this.attempts = attempts;
        this.error = error;
        this.errorDescription = errorDescription;
    }

    /** The HTTP status of the token endpoint; 0 when there was no response. */
    public int status() {
        return status;
    }

    /** How many requests for a token were sent. */
    public int attempts() {
        return attempts;
    }

    /** The OAuth error code (RFC 6749 §5.2), as in {@code access_denied}; null when there was none. */
    public @Nullable String error() {
        return error;
    }

    /** The OAuth error description; null when there was none. */
    public @Nullable String errorDescription() {
        return errorDescription;
    }

    /** Whether time ran out. */
    public boolean isTimeout() {
        return getCause() instanceof TransportException lost && lost.isTimeout();
    }
}
