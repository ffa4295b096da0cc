package dev.gatehouse.server.oauth;

/** An OAuth request is refused. The description is public. */
public final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OAuthError error;

    OAuthException(OAuthError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }

    public String description() {
        return String.valueOf(getMessage());
    }
}
