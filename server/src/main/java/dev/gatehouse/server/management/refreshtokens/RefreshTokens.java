package dev.gatehouse.server.management.refreshtokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refresh tokens of users, by their id, user, client or API. */
public final class RefreshTokens implements Resource {
    private static final List<String> KEYS = List.of("user_id", "client_id");

    private final Services services;
    private final DocumentCollection<RefreshToken> tokens;
    private final UserAccess access;

    public RefreshTokens(Services services) {
        this.services = services;
        tokens = services.documents().of(RefreshToken.KIND, RefreshToken::new);
        access = new UserAccess(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, tokens)
                .list("refreshTokens.getAll", "user_id", "client_id")
                .get("refreshTokens.get")
                .update("refreshTokens.update")
                .deleteIfPresent("refreshTokens.delete");
        operations.write("refreshTokens.revoke", this::revoke);
    }

    private ApiResponse revoke(Transaction tx, ApiRequest request) {
        ObjectNode sent = request.body();
        Map<String, String> keys = new HashMap<>();
        KEYS.stream()
                .filter(key -> sent.path(key).isTextual())
                .forEach(key -> keys.put(key, sent.path(key).asText()));
        JsonNode ids = sent.path("ids");
        if (ids.isArray() != keys.isEmpty()) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Payload validation error: 'Either ids, or user_id, client_id or both, are required'.");
        }
        if (keys.isEmpty()) {
            ids.forEach(id -> tokens.delete(tx, id.asText()));
        } else {
            access.revokeTokens(
                    tx,
                    keys,
                    sent.hasNonNull("audience") ? sent.path("audience").asText() : null);
        }
        return ApiResponse.empty();
    }
}
