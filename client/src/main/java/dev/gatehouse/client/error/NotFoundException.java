package dev.gatehouse.client.error;

/** 404: there is no such thing. */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(Details details) {
        super(details);
    }
}
