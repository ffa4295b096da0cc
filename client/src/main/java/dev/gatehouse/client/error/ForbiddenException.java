package dev.gatehouse.client.error;

import java.util.List;

/** 403: the access token lacks a scope. */
public final class ForbiddenException extends ApiException {
    private static final long serialVersionUID = 1L;
    private static final String EXPECTED = "expected any of: ";

    private final List<String> missingScopes;

    ForbiddenException(Details details) {
        super(details);
        int at = details.message().indexOf(EXPECTED);
        missingScopes = at < 0
                ? List.of()
                : List.of(details.message().substring(at + EXPECTED.length()).split(",\\s*"));
    }

    /** The scopes of which the token needs one; empty when the API names none. */
    public List<String> missingScopes() {
        return missingScopes;
    }
}
