package dev.gatehouse.client.error;

/** 409: there is such a thing already. */
public final class ConflictException extends ApiException {
    private static final long serialVersionUID = 1L;

    ConflictException(Details details) {
        super(details);
    }
}
