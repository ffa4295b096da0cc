package dev.gatehouse.server.mail.delivery;

/** A mail that was not accepted. The message may be shown to whoever configured the provider. */
final class UndeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    /**
     * @param permanent whether the same mail will not be accepted later either
     */
    UndeliveredException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    boolean isPermanent() {
        return permanent;
    }
}
