package dev.gatehouse.server.outbound;

/** A call that got no complete response. The message may be shown to whoever configured the call. */
public final class OutboundException extends Exception {
    private static final long serialVersionUID = 1L;

    OutboundException(String message) {
        super(message);
    }

    OutboundException(String message, Throwable cause) {
        super(message, cause);
    }
}
