package dev.gatehouse.server.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 (RFC 8018 §5.2). */
record Pbkdf2Hash(String digest, int iterations, byte[] salt, byte[] expected) implements PasswordHash {
    private static final int MAX_ITERATIONS = 5_000_000;
    private static final int MAX_LENGTH = 512;
    /** As in {@code $pbkdf2-sha256$i=100000,l=32$salt$hash}; without a digest's name it is SHA-1. */
    private static final Pattern PHC = Pattern.compile(
            "\\$pbkdf2(?:-([a-z0-9]+))?\\$(?:i=)?(\\d{1,7})(?:,l=(\\d{1,3}))?\\$([A-Za-z0-9+/.]+=*)\\$([A-Za-z0-9+/.]+=*)");

    /**
     * @param value in the PHC string format
     * @throws IllegalArgumentException when it is not, or takes too much to verify
     */
    static Pbkdf2Hash parse(String value) {
        Matcher parts = PHC.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not in the PHC string format of pbkdf2");
        }
        String digest = parts.group(1) == null ? "sha1" : parts.group(1);
        DigestHash.newDigest(digest);
        int iterations = Integer.parseInt(parts.group(2));
        byte[] expected = base64(parts.group(5));
        boolean fits = parts.group(3) == null || Integer.parseInt(parts.group(3)) == expected.length;
        if (iterations < 1 || iterations > MAX_ITERATIONS || expected.length > MAX_LENGTH || !fits) {
            throw new IllegalArgumentException("its parameters do not fit it, or take too long");
        }
        return new Pbkdf2Hash(digest, iterations, base64(parts.group(4)), expected);
    }

    /** Without padding, and with a dot where some have a plus. */
    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+').replaceAll("=+$", ""));
    }

    @Override
    public boolean matches(byte[] password) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(DigestHash.newDigest(digest));
        generator.init(password, salt, iterations);
        KeyParameter key = (KeyParameter) generator.generateDerivedMacParameters(expected.length * Byte.SIZE);
        return MessageDigest.isEqual(expected, key.getKey());
    }
}
