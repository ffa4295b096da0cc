package dev.gatehouse.server.userimport;

/** A file that is not one of users. Its message is for whoever sent it. */
final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message, null, false, false);
    }
}
