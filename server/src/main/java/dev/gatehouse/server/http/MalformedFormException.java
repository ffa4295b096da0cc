package dev.gatehouse.server.http;

/** What was sent is no form; the message is public. */
public final class MalformedFormException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFormException(String message) {
        super(message, null, false, false);
    }
}
