package dev.gatehouse.server.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tenant's field as the eight bytes that lead each row of {@code user_value}: the beginning of a cryptographic hash, so that
 * there is no list of fields to keep, and nobody can name one that has the key of another.
 */
public final class FieldKey {
    private static final int MAX_KEPT = 10_000;
    private static final Map<String, Long> KEPT = new ConcurrentHashMap<>();

    private FieldKey() {}

    /** The same on every server. Thread-safe. */
    public static long of(String tenant, String field) {
        String name = tenant + '\0' + field;
        Long kept = KEPT.get(name);
        if (kept != null) {
            return kept;
        }
        long key = hash(name);
        if (KEPT.size() < MAX_KEPT) {
            KEPT.put(name, key);
        }
        return key;
    }

    private static long hash(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
