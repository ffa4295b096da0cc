package dev.gatehouse.server.token;

import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were good, since a client shows the same one with every call. They are known by their SHA-256 only, for as long
 * as the tenant's keys stay the same. Thread-safe.
 */
final class VerifiedTokens {
    /** A token of every scope takes some 30 KB once it is read. */
    private static final int MOST = 1_000;

    private final Map<Key, Verified> tokens = new ConcurrentHashMap<>();

    record Key(String tenantId, String digest) {
        static Key of(Tenant tenant, String token) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
                return new Key(tenant.id(), HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Verified(KeySet keys, AccessToken token) {}

    @Nullable
    AccessToken find(Key key, KeySet keys) {
        Verified verified = tokens.get(key);
        return verified != null && verified.keys() == keys ? verified.token() : null;
    }

    void remember(Key key, KeySet keys, AccessToken token) {
        if (tokens.size() >= MOST) {
            tokens.clear();
        }
        tokens.put(key, new Verified(keys, token));
    }

    void forget(Key key) {
        tokens.remove(key);
    }
}
