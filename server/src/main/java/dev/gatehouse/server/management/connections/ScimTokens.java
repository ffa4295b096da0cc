package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.connection.ScimConfiguration;
import dev.gatehouse.server.connection.ScimToken;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The tokens that a connection is provisioned with. A token is shown once; only its hash is kept. */
public final class ScimTokens implements Resource {
    private static final List<String> ALL_SCOPES =
            List.of("get:users", "post:users", "put:users", "patch:users", "delete:users");
    private static final int TOKEN_LENGTH = 48;

    private final DocumentCollection<ScimConfiguration> configurations;
    private final DocumentCollection<ScimToken> tokens;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ScimTokens(Services services) {
        configurations = services.documents().of(ScimConfiguration.KIND, ScimConfiguration::new);
        tokens = services.documents().of(ScimToken.KIND, ScimToken::new);
        identifiers = services.identifiers();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("connections.getScimTokens", this::list);
        operations.write("connections.createScimToken", this::create);
        operations.write("connections.deleteScimToken", this::delete);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        configurations.requireExists(tx, request.id());
        return ApiResponse.array(tokens.all(tx, Map.of("connection_id", request.id())).stream()
                .map(ScimToken::json)
                .toList());
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        configurations.requireExists(tx, request.id());
        ObjectNode sent = request.hasBody() ? request.body() : JsonNodeFactory.instance.objectNode();
        String id = identifiers.prefixed("tok_");
        String secret = id + "." + identifiers.secret(TOKEN_LENGTH);
        Instant now = clock.instant();
        ObjectNode token = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("token_id", id)
                .put("connection_id", request.id())
                .put("token_hash", SecretHash.of(secret))
                .put("created_at", WireTime.of(now));
        if (sent.has("scopes")) {
            token.set("scopes", sent.get("scopes"));
        } else {
            ALL_SCOPES.forEach(token.putArray("scopes")::add);
        }
        if (sent.path("token_lifetime").isInt()) {
            token.put(
                    "valid_until",
                    WireTime.of(now.plusSeconds(sent.path("token_lifetime").asInt())));
        }
        tokens.insert(tx, token);
        return ApiResponse.of(token.deepCopy().put("token", secret));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        configurations.requireExists(tx, request.id());
        String tokenId = request.pathParameter("tokenId");
        if (!tokens.require(tx, tokenId).connectionId().equals(request.id())) {
            throw ErrorCode.NOT_FOUND.refuse();
        }
        tokens.delete(tx, tokenId);
        return ApiResponse.empty();
    }
}
