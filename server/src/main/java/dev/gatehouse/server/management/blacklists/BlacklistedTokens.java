package dev.gatehouse.server.management.blacklists;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.token.RevocationStore;
import dev.gatehouse.server.token.RevocationStore.BlacklistedToken;
import java.time.InstantSource;

/** Access tokens for the Management API that are refused although they have not expired. */
public final class BlacklistedTokens implements Resource {
    private final RevocationStore revocations = new RevocationStore();
    private final InstantSource clock;

    public BlacklistedTokens(Services services) {
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "blacklistedTokens.getAll",
                (tx, request) -> ApiResponse.array(revocations.blacklisted(tx, request.text("aud")).stream()
                        .map(BlacklistedTokens::shown)
                        .toList()));
        operations.write("blacklistedTokens.add", this::add);
    }

    private static ObjectNode shown(BlacklistedToken token) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        if (!token.audience().isEmpty()) {
            shown.put("aud", token.audience());
        }
        return shown.put("jti", token.jti());
    }

    private ApiResponse add(Transaction tx, ApiRequest request) {
        ObjectNode sent = request.body();
        BlacklistedToken token =
                new BlacklistedToken(sent.path("jti").asText(), sent.path("aud").asText());
        revocations.blacklist(tx, token, clock.instant());
        return ApiResponse.empty();
    }
}
