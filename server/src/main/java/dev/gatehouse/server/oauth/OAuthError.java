package dev.gatehouse.server.oauth;

/** Every error of the OAuth endpoints (RFC 6749 §5.2): its status and its {@code error} on the wire. */
public enum OAuthError {
    INVALID_REQUEST(400, "invalid_request"),
    INVALID_CLIENT(401, "invalid_client"),
    ACCESS_DENIED(403, "access_denied"),
    /** The real API answers a wrong secret so, where RFC 6749 has {@code invalid_client}. */
    UNAUTHORIZED(401, "access_denied"),
    UNAUTHORIZED_CLIENT(403, "unauthorized_client"),
    UNSUPPORTED_GRANT_TYPE(403, "unsupported_grant_type"),
    /** The real API answers it with this status, where RFC 6749 has 400. */
    INVALID_GRANT(403, "invalid_grant"),
    UNSUPPORTED_RESPONSE_TYPE(400, "unsupported_response_type"),
    /** A user may not sign in. */
    BLOCKED_USER(401, "unauthorized"),
    SERVER_ERROR(500, "server_error"),
    /** RFC 6750 §3.1. */
    INVALID_TOKEN(401, "invalid_token"),
    // OpenID Connect Core §3.1.2.6
    LOGIN_REQUIRED(400, "login_required"),
    CONSENT_REQUIRED(400, "consent_required"),
    INTERACTION_REQUIRED(400, "interaction_required"),
    REQUEST_NOT_SUPPORTED(400, "request_not_supported"),
    REQUEST_URI_NOT_SUPPORTED(400, "request_uri_not_supported");

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
