package dev.gatehouse.server.api.error;

/** A request is refused. The message is public: it never names anything of the server's inside. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    ApiException(ErrorCode code, String publicMessage) {
        super(publicMessage, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** What the client is told. */
    public String publicMessage() {
        return String.valueOf(getMessage());
    }
}
