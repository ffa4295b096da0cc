package dev.gatehouse.server.api;

import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessToken;
import dev.gatehouse.server.token.AccessTokenVerifier;
import dev.gatehouse.server.token.AccessTokenVerifier.InvalidTokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets a request in: it needs a bearer token (RFC 6750 §2.1) with one of the operation's scopes. */
final class BearerAuthorization {
    private static final int MAX_KNOWN = 1_000;
    private static final String USER = "/users/{id}";

    private final AccessTokenVerifier verifier;
    /**
     * The tokens of headers that were let in before: a token is long, a client sends the same header with every call, and a
     * connection keeps it as one string, whose hash is known.
     */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    BearerAuthorization(AccessTokenVerifier verifier) {
        this.verifier = verifier;
    }

    AccessToken admit(Tenant tenant, Operation operation, Request request) {
        AccessToken token = token(tenant, request.header("authorization"));
        List<String> wanted = operation.scopes();
        if (!wanted.isEmpty() && !hasOneOf(token, wanted)) {
            throw insufficient(wanted);
        }
        return token;
    }

    private static boolean hasOneOf(AccessToken token, List<String> wanted) {
        for (String scope : wanted) {
            if (token.scopes().contains(scope)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses a token that only has scopes of the operation for the current user, where the path names another user than its
     * subject.
     */
    static void requireSelf(Operation operation, ApiRequest request) {
        Set<String> scopes = request.token().scopes();
        if (!operation.path().startsWith(USER) || request.token().subject().equals(request.id())) {
            return;
        }
        List<String> wanted = new ArrayList<>();
        for (String scope : operation.scopes()) {
            if (!scope.contains(":current_user")) {
                if (scopes.contains(scope)) {
                    return;
                }
                wanted.add(scope);
            }
        }
        throw insufficient(wanted);
    }

    private static Rejection insufficient(List<String> wanted) {
        return ErrorCode.INSUFFICIENT_SCOPE.refuse("Insufficient scope, expected any of: " + String.join(",", wanted));
    }

    private AccessToken token(Tenant tenant, @Nullable String header) {
        String before = header == null ? null : known.get(header);
        if (before != null) {
            return verify(tenant, before);
        }
        String bearer = bearer(header);
        AccessToken token = verify(tenant, bearer);
        remember(String.valueOf(header), bearer);
        return token;
    }

    private void remember(String header, String bearer) {
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.put(header, bearer);
    }

    /** The real API looks at the form of the header first, and answers 400 where that of a JWT is missing. */
    private static String bearer(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw ErrorCode.MISSING_TOKEN.refuse();
        }
        String credentials = header.strip();
        int end = indexOfSpace(credentials);
        String token = credentials.substring(end).strip();
        if (token.isEmpty() || indexOfSpace(token) < token.length()) {
            throw ErrorCode.MALFORMED_AUTHORIZATION.refuse();
        }
        if (!credentials.substring(0, end).equalsIgnoreCase("Bearer")) {
            throw ErrorCode.MISSING_TOKEN.refuse();
        }
        if (token.chars().filter(c -> c == '.').count() != 2) {
            throw ErrorCode.MALFORMED_AUTHORIZATION.refuse();
        }
        return token;
    }

    /** The place of the first space; the length where there is none. */
    private static int indexOfSpace(String text) {
        int at = 0;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private AccessToken verify(Tenant tenant, String token) {
        try {
            return verifier.verify(tenant, token);
        } catch (InvalidTokenException e) {
            throw ErrorCode.INVALID_TOKEN.refuse(String.valueOf(e.getMessage()));
        }
    }
}
