package dev.gatehouse.server.error;

/**
 * A request is refused. Domain rules throw it, and each entrance renders it in its own form. The message is public: it never
 * names anything of the server's inside.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Rejection(ErrorCode code, String publicMessage) {
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
