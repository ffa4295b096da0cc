package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.user.AccountLinking;
import java.util.List;

/** The identities of users: linked and unlinked. */
public final class AccountLinks implements Resource {
    private final AccountLinking linking;

    public AccountLinks(Services services) {
        linking = new AccountLinking(services.users(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.write(
                "users.link",
                (tx, request) -> ApiResponse.of(linking.link(tx, request.id(), identity(request.body()))));
        operations.write(
                "users.unlink", (tx, request) -> ApiResponse.of(linking.unlink(tx, request.id(), identity(request))));
    }

    private static IdentityKey identity(ApiRequest request) {
        return new IdentityKey(request.pathParameter("provider"), request.pathParameter("user_id"));
    }

    private static IdentityKey identity(ObjectNode sent) {
        if (sent.has("link_with")) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "link_with needs an ID token, which this server does not issue yet. Use provider and user_id.");
        }
        for (String name : List.of("provider", "user_id")) {
            if (!sent.has(name)) {
                throw ErrorCode.INVALID_BODY.refuse(
                        "Payload validation error: 'Missing required property: " + name + "'.");
            }
        }
        String provider = sent.path("provider").asText();
        String id = sent.path("user_id").asText();
        String prefix = provider + "|";
        return new IdentityKey(provider, id.startsWith(prefix) ? id.substring(prefix.length()) : id);
    }
}
