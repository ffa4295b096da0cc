package dev.gatehouse.server.password;

import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914).
 *
 * @param cost N, a power of two
 * @param blockSize r
 * @param parallelization p
 * @param length of the hash, in bytes
 */
record ScryptHash(byte[] salt, byte[] expected, int cost, int blockSize, int parallelization, int length)
        implements PasswordHash {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_PARALLELIZATION = 16;

    ScryptHash {
        boolean computable = cost > 1
                && Integer.bitCount(cost) == 1
                && blockSize >= 1
                && parallelization >= 1
                && parallelization <= MAX_PARALLELIZATION
                && 128L * cost * blockSize <= MAX_BYTES
                && (blockSize > 1 || cost < 65_536);
        if (!computable) {
            throw new IllegalArgumentException("its parameters are none of scrypt, or take too much");
        }
        if (length != expected.length || length == 0) {
            throw new IllegalArgumentException("it has not the length that keylen says");
        }
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(
                expected, SCrypt.generate(password, salt, cost, blockSize, parallelization, length));
    }
}
