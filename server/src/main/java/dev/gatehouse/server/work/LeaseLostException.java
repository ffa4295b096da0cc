package dev.gatehouse.server.work;

/** Another node has taken the work over: this one must leave it alone, and has written nothing. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("another node has taken over " + lease.name());
    }
}
