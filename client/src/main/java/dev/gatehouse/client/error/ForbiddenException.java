package dev.gatehouse.client.error;

import java.util.List;

/** 403: the access token lacks a scope. */
public final class ForbiddenException extends ApiException {
    private static final long serialVersionUID = 1L;
    private static final String EXPECTED = "expected any of: ";

    private final List<String> missingScopes;

    ForbiddenException(Facts facts) {
        super(facts);
        int at = facts.message().indexOf(EXPECTED);
        missingScopes = at < 0
                ? List.of()
                : List.of(facts.message().substring(at + EXPECTED.length()).split(",\\s*"));
    }

    /** The scopes of which one is needed; empty when the API did not say. */
    public List<String> missingScopes() {
        return missingScopes;
    }
}
