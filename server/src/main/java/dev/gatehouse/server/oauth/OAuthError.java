package dev.gatehouse.server.oauth;

/** Every error of the OAuth endpoints (RFC 6749 §5.2): its status and its {@code error} on the wire. */
public enum OAuthError {
    INVALID_REQUEST(400, "invalid_request"),
    INVALID_CLIENT(401, "invalid_client"),
    ACCESS_DENIED(403, "access_denied"),
    /** The real API answers a wrong secret so, where RFC 6749 has {@code invalid_client}. */
    UNAUTHORIZED(401, "access_denied"),
    UNAUTHORIZED_CLIENT(403, "unauthorized_client"),
    UNSUPPORTED_GRANT_TYPE(403, "unsupported_grant_type");

    private static final int MAX_DESCRIPTION = 1_000;

    private final int status;
    private final String wire;

    OAuthError(int status, String wire) {
        this.status = status;
        this.wire = wire;
    }

    public int status() {
        return status;
    }

    /** The {@code error} in the body. */
    public String wire() {
        return wire;
    }

    /** A refusal; the description is public. What requests put into it is cut, and shown in ASCII only. */
    public OAuthException refuse(String description) {
        String cut = description.length() <= MAX_DESCRIPTION ? description : description.substring(0, MAX_DESCRIPTION);
        // RFC 6749 §5.2: error_description has no other characters; the API itself adds quotation marks.
        return new OAuthException(this, cut.replaceAll("[^ -~]", "?"));
    }
}
