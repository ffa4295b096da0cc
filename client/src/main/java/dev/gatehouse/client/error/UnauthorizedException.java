package dev.gatehouse.client.error;

/** 401: the access token was missing, malformed, expired or revoked. */
public final class UnauthorizedException extends ApiException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(Details details) {
        super(details);
    }
}
