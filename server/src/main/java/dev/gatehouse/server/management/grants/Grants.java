package dev.gatehouse.server.management.grants;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.session.UserGrant;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.Map;

/** What users allowed clients. */
public final class Grants implements Resource {
    private final DocumentCollection<UserGrant> grants;
    private final UserAccess access;

    public Grants(Services services) {
        grants = services.documents().of(UserGrant.KIND, UserGrant::new);
        access = new UserAccess(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("grants.getAll", this::list);
        operations.write("grants.delete", (tx, request) -> {
            access.withdraw(tx, request.id());
            return ApiResponse.empty();
        });
        operations.write("grants.deleteByUser", (tx, request) -> {
            access.withdrawAll(tx, String.valueOf(request.text("user_id")));
            return ApiResponse.empty();
        });
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Map<String, String> keys = request.filters("user_id", "audience");
        String client = request.text("client_id");
        if (client != null) {
            keys.put(UserGrant.CLIENT, client);
        }
        return ApiResponse.documents(grants.list(tx, keys, request.window()));
    }
}
