package dev.gatehouse.server.management.anomaly;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;

/** Addresses that are slowed down since too many attempts came from them. */
public final class BlockedAddresses implements Resource {
    private final AttackProtection protection;

    public BlockedAddresses(Services services) {
        protection = new AttackProtection(services.documents(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("anomaly.checkIp", this::check);
        operations.write("anomaly.unblockIp", (tx, request) -> {
            protection.unblockAddress(tx, request.id());
            return ApiResponse.empty();
        });
    }

    private ApiResponse check(Transaction tx, ApiRequest request) {
        if (!protection.isThrottled(tx, request.id())) {
            throw ErrorCode.NOT_FOUND.refuse();
        }
        return ApiResponse.empty();
    }
}
