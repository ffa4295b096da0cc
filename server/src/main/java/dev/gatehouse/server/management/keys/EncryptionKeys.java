package dev.gatehouse.server.management.keys;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenantkey.TenantKeys;

/** The hierarchy of the tenant's encryption keys, and root keys that the tenant brings. */
public final class EncryptionKeys implements Resource {
    private final TenantKeys keys;

    public EncryptionKeys(Services services) {
        keys = new TenantKeys(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "keys.getEncryptionKeys", (tx, request) -> ApiResponse.documents(keys.list(tx, request.window())));
        operations.write(
                "keys.createEncryptionKey",
                (tx, request) -> ApiResponse.document(
                        keys.create(tx, request.body().path("type").asText())));
        operations.read("keys.getEncryptionKey", (tx, request) -> ApiResponse.document(keys.require(tx, id(request))));
        operations.write("keys.importEncryptionKey", this::importKey);
        operations.write("keys.deleteEncryptionKey", (tx, request) -> {
            keys.delete(tx, id(request));
            return ApiResponse.empty();
        });
        operations.prepare(
                "keys.createWrappingKey",
                (transactions, request) -> {
                    transactions.read(tx -> keys.requireWaiting(tx, id(request)));
                    return TenantKeys.newWrappingKey();
                },
                (tx, request, pair) -> ApiResponse.of(keys.putWrappingKey(tx, id(request), pair)));
        operations.write("keys.rekey", (tx, request) -> {
            keys.rekey(tx);
            return ApiResponse.empty();
        });
    }

    private static String id(ApiRequest request) {
        return request.lastPathParameter();
    }

    private ApiResponse importKey(Transaction tx, ApiRequest request) {
        String wrapped = request.body().path("wrapped_key").asText();
        return ApiResponse.document(keys.importKey(tx, id(request), wrapped));
    }
}
