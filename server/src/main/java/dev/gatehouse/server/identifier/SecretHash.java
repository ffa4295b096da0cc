package dev.gatehouse.server.identifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash under which a random secret is kept, so that the store alone lets nobody in. It is not for passwords, which people
 * choose and which need a slow hash.
 */
public final class SecretHash {
    private SecretHash() {}

    /** The SHA-256 of a secret, in hexadecimal digits. */
    public static String of(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
