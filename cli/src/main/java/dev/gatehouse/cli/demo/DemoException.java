package dev.gatehouse.cli.demo;

/** The tenant of the demo did not start; the message says what the server said. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
