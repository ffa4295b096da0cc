package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The tokens that a connection is provisioned with. A token is shown once; only its hash is kept. */
public final class ScimTokens implements Resource {
    private static final List<String> ALL_SCOPES =
            List.of("get:users", "post:users", "put:users", "patch:users", "delete:users");
    private static final List<String> HIDDEN = List.of("connection_id", "token_hash", "id");
    private static final int TOKEN_LENGTH = 48;

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ScimTokens(Services services) {
        database = services.database();
        documents = services.documents();
        identifiers = services.identifiers();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("connections.getScimTokens", this::list);
        operations.serve("connections.createScimToken", this::create);
        operations.serve("connections.deleteScimToken", this::delete);
    }

    private Reply list(ApiRequest request) {
        List<ObjectNode> tokens = database.read(request.tenant(), tx -> {
            requireConfiguration(tx, request);
            return documents.all(tx, Kinds.SCIM_TOKEN, Map.of("connection_id", request.id()));
        });
        tokens.forEach(token -> token.remove(HIDDEN));
        return Reply.array(tokens);
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.hasBody() ? request.body() : JsonNodeFactory.instance.objectNode();
        String id = identifiers.prefixed("tok_");
        String secret = id + "." + identifiers.secret(TOKEN_LENGTH);
        Instant now = clock.instant();
        ObjectNode token = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("token_id", id)
                .put("connection_id", request.id())
                .put("token_hash", sha256(secret))
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
        database.write(request.tenant(), tx -> {
            requireConfiguration(tx, request);
            documents.insert(tx, Kinds.SCIM_TOKEN, id, token);
            return true;
        });
        ObjectNode shown = token.deepCopy();
        shown.remove(HIDDEN);
        return Reply.of(shown.put("token", secret));
    }

    private Reply delete(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            requireConfiguration(tx, request);
            return documents
                    .find(tx, Kinds.SCIM_TOKEN, request.pathParameter("tokenId"))
                    .filter(token -> token.path("connection_id").asText().equals(request.id()))
                    .map(token -> documents.delete(tx, Kinds.SCIM_TOKEN, request.pathParameter("tokenId")))
                    .orElseThrow(ErrorCode.NOT_FOUND::refuse);
        });
        return Reply.empty();
    }

    private void requireConfiguration(Transaction tx, ApiRequest request) {
        if (documents.find(tx, Kinds.SCIM_CONFIGURATION, request.id()).isEmpty()) {
            throw ErrorCode.NOT_FOUND.refuse();
        }
    }

    private static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
