package dev.gatehouse.server.attackprotection;

import dev.gatehouse.server.error.ErrorCode;

/** A limit that attempts can reach. */
public enum Limit {
    /** Too many failed on one account. */
    ACCOUNT("limit_wc", ErrorCode.TOO_MANY_ATTEMPTS),
    /** Too many came from one address. */
    ADDRESS("limit_mu", ErrorCode.TOO_MANY_LOGINS);

    private final String eventType;
    private final ErrorCode refusal;

    Limit(String eventType, ErrorCode refusal) {
        this.eventType = eventType;
        this.refusal = refusal;
    }

    /** The type of the log event that tells that it was reached. */
    public String eventType() {
        return eventType;
    }

    /** What further attempts are refused with. */
    ErrorCode refusal() {
        return refusal;
    }
}
