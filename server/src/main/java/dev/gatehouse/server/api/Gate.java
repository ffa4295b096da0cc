package dev.gatehouse.server.api;

import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.error.ErrorCode;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessToken;
import dev.gatehouse.server.token.AccessTokenVerifier;
import dev.gatehouse.server.token.AccessTokenVerifier.InvalidTokenException;
import java.util.List;

/** Lets a request in: it needs a bearer token (RFC 6750 §2.1) with one of the operation's scopes. */
final class Gate {
    private static final String SCHEME = "bearer ";

    private final AccessTokenVerifier verifier;

    Gate(AccessTokenVerifier verifier) {
        this.verifier = verifier;
    }

    AccessToken admit(Tenant tenant, Operation operation, Request request) {
        String header = request.header().apply("authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ErrorCode.MISSING_TOKEN.refuse();
        }
        AccessToken token = verify(tenant, header.substring(SCHEME.length()).strip());
        List<String> wanted = operation.scopes();
        if (!wanted.isEmpty() && wanted.stream().noneMatch(token.scopes()::contains)) {
            throw ErrorCode.INSUFFICIENT_SCOPE.refuse(
                    "Insufficient scope, expected any of: " + String.join(",", wanted));
        }
        return token;
    }

    private AccessToken verify(Tenant tenant, String token) {
        try {
            return verifier.verify(tenant, token);
        } catch (InvalidTokenException e) {
            throw ErrorCode.INVALID_TOKEN.refuse(String.valueOf(e.getMessage()));
        }
    }
}
