package dev.gatehouse.server.ticket;

import org.jspecify.annotations.Nullable;

/** A ticket that does nothing. The message is the API's own, which applications compare. */
public final class InvalidTicketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        UNKNOWN("invalid", "User account does not exist or verification code is invalid."),
        USED("used", "This URL can be used only once"),
        EXPIRED("expired", "Access expired.");

        private final String code;
        private final String message;

        Reason(String code, String message) {
            this.code = code;
            this.message = message;
        }

        /** The {@code code} that applications are told. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final transient @Nullable Ticket ticket;

    InvalidTicketException(Reason reason, @Nullable Ticket ticket) {
        super(reason.message, null, false, false);
        this.reason = reason;
        this.ticket = ticket;
    }

    public Reason reason() {
        return reason;
    }

    /** The ticket, when it is known. */
    public @Nullable Ticket ticket() {
        return ticket;
    }
}
