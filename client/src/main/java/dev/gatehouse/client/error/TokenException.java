package dev.gatehouse.client.error;

import org.jspecify.annotations.Nullable;

/** No access token could be had. */
public final class TokenException extends ManagementException {
    private static final long serialVersionUID = 1L;

    public TokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
