package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** No access token could be had. */
public final class TokenException extends ManagementException {
    private static final long serialVersionUID = 1L;

    /**
     * With why there is none, without any secret.
     *
     * @param cause what made it fail; null when it is all in the message
     */
    public TokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
