package dev.gatehouse.server.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 (RFC 9106).
 *
 * @param type as in {@link Argon2Parameters#ARGON2_id}
 * @param version as in {@link Argon2Parameters#ARGON2_VERSION_13}
 * @param memoryKib its memory
 * @param iterations its passes
 */
record Argon2Hash(int type, int version, int memoryKib, int iterations, int lanes, byte[] salt, byte[] expected)
        implements PasswordHash {
    // Hashes come in from elsewhere too, and must not name the price that verifying them has.
    private static final int MAX_MEMORY_KIB = 262_144;
    private static final int MAX_ITERATIONS = 32;
    private static final int MAX_LANES = 16;

    private static final Pattern PHC = Pattern.compile("\\$argon2(id|i|d)\\$(?:v=(16|19)\\$)?"
            + "m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{2,128})\\$([A-Za-z0-9+/]{6,128})");

    static boolean isOne(String value) {
        return value.startsWith("$argon2");
    }

    /**
     * @param value in the PHC string format
     * @throws IllegalArgumentException when it is not, or takes too much to verify
     */
    static Argon2Hash parse(String value) {
        Matcher parts = PHC.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not in the PHC string format of argon2");
        }
        int type = switch (parts.group(1)) {
            case "i" -> Argon2Parameters.ARGON2_i;
            case "d" -> Argon2Parameters.ARGON2_d;
            default -> Argon2Parameters.ARGON2_id;
        };
        int version =
                "19".equals(parts.group(2)) ? Argon2Parameters.ARGON2_VERSION_13 : Argon2Parameters.ARGON2_VERSION_10;
        return new Argon2Hash(
                type,
                version,
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)),
                Base64.getDecoder().decode(parts.group(6)),
                Base64.getDecoder().decode(parts.group(7)));
    }

    Argon2Hash {
        // RFC 9106 §3.1: at least one pass, one lane, and 8 KiB for each lane.
        boolean computable = iterations >= 1
                && iterations <= MAX_ITERATIONS
                && lanes >= 1
                && lanes <= MAX_LANES
                && memoryKib >= 8 * lanes
                && memoryKib <= MAX_MEMORY_KIB;
        if (!computable) {
            throw new IllegalArgumentException("its parameters are none of argon2, or take too much");
        }
    }

    private boolean isCurrent() {
        return type == Argon2Parameters.ARGON2_id && version == Argon2Parameters.ARGON2_VERSION_13;
    }

    /** Whether it is argon2id in its current version, with at least these costs. */
    boolean isAsStrongAs(int otherMemoryKib, int otherIterations) {
        return isCurrent() && memoryKib >= otherMemoryKib && iterations >= otherIterations;
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(expected, compute(password));
    }

    private byte[] compute(byte[] password) {
        if (isCurrent()) {
            return new Argon2id(memoryKib, iterations, lanes, expected.length).hash(password, salt);
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(version)
                .withSalt(salt)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .build());
        byte[] hash = new byte[expected.length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
