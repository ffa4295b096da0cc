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

    private final Map<CacheKey, CacheEntry> tokens = new ConcurrentHashMap<>();

    private record CacheKey(String tenantId, String token) {}

    private record CacheEntry(String keyId, AccessToken token) {}

    /**
     * What the token says; null when it is not known to be good.
     *
     * @param keys the tenant's keys as they are now
     */
    @Nullable
    AccessToken find(Tenant tenant, String token, KeySet keys) {
        CacheKey cacheKey = new CacheKey(tenant.id(), token);
        CacheEntry cacheEntry = tokens.get(cacheKey);
        if (cacheEntry == null) {
            return null;
        }
        if (keys.find(cacheEntry.keyId()) == null) {
            tokens.remove(cacheKey);
            return null;
        }
        return cacheEntry.token();
    }

    void remember(Tenant tenant, String token, SigningKey key, AccessToken read) {
        if (tokens.size() >= MAX_TOKENS) {
            tokens.clear();
        }
        tokens.put(new CacheKey(tenant.id(), token), new CacheEntry(key.id(), read));
    }

    void forget(Tenant tenant, String token) {
        tokens.remove(new CacheKey(tenant.id(), token));
    }

    int size() {
        return tokens.size();
    }
}
