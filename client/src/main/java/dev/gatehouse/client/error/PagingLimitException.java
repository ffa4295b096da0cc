package dev.gatehouse.client.error;

/**
 * 400 {@code invalid_paging}: the API lets nobody page past the first 1,000 results of a search. Narrow the search, or take
 * {@link dev.gatehouse.client.manager.UsersManager#stream}, which does.
 */
public final class PagingLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    PagingLimitException(Details details) {
        super(details);
    }
}
