package dev.gatehouse.server.token;

import dev.gatehouse.server.tenant.Tenant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were good, since a client shows the same one with every call; each for as long as the key that it is signed
 * with is accepted. Whether it has expired is for who asks. Thread-safe.
 */
final class VerifiedTokens {
    /** A token of every scope takes some 40 KB once it is read. */
    static final int MAX_TOKENS = 1_000;

    private final Map<Presented, Verified> tokens = new ConcurrentHashMap<>();

    private record Presented(String tenantId, String token) {}

    private record Verified(String keyId, AccessToken token) {}

    /**
     * What the token says; null when it is not known to be good.
     *
     * @param keys the tenant's keys as they are now
     */
    @Nullable
    AccessToken find(Tenant tenant, String token, KeySet keys) {
        Presented presented = new Presented(tenant.id(), token);
        Verified verified = tokens.get(presented);
        if (verified == null) {
            return null;
        }
        if (keys.find(verified.keyId()) == null) {
            tokens.remove(presented);
            return null;
        }
        return verified.token();
    }

    void remember(Tenant tenant, String token, SigningKey key, AccessToken read) {
        if (tokens.size() >= MAX_TOKENS) {
            tokens.clear();
        }
        tokens.put(new Presented(tenant.id(), token), new Verified(key.id(), read));
    }

    void forget(Tenant tenant, String token) {
        tokens.remove(new Presented(tenant.id(), token));
    }

    int size() {
        return tokens.size();
    }
}
