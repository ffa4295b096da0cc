package dev.gatehouse.server.http;

/** The system lets only privileged programs listen on the port. */
public final class PortForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortForbiddenException(int port) {
        super("Port " + port
                + " is for privileged programs only. Choose one above 1023 with --https-port, --http-port or"
                + " --domain.");
    }
}
