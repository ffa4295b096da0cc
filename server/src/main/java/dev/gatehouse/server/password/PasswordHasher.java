package dev.gatehouse.server.password;

import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Hashes passwords with argon2id (RFC 9106) and verifies argon2id and bcrypt. At most as many hashes are computed at once as
 * there are processors: each takes its memory, and a burst must not take it all. The others wait for their turn, for 10 seconds; then
 * they are refused. Thread-safe.
 */
public final class PasswordHasher {
    private static final Pattern ARGON2ID = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{2,128})\\$([A-Za-z0-9+/]{6,128})");
    /** Costs of 4 to 16; each step doubles the time, and 16 takes seconds. */
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(?:0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    // Hashes come in from elsewhere too, and must not name the price that verifying them has.
    private static final int MAX_MEMORY_KIB = 262_144;
    private static final int MAX_ITERATIONS = 32;
    private static final int MAX_LANES = 16;
    private static final int SALT_BYTES = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final int HASH_BYTES = 32;

    private final int memoryKib;
    private final int iterations;
    private final Semaphore turns;
    private final SecureRandom random = new SecureRandom();

    /** 19 MiB, two passes, one lane: what OWASP recommends at least. */
    public PasswordHasher() {
        this(19_456, 2, Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param memoryKib memory of one hash, in KiB
     * @param iterations passes over that memory
     * @param atOnce hashes computed at once
     */
    public PasswordHasher(int memoryKib, int iterations, int atOnce) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        this.turns = new Semaphore(atOnce, true);
    }

    /** A new hash, in the PHC string format. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2id(password, salt, memoryKib, iterations, 1, HASH_BYTES);
        return phc(salt, hash);
    }

    /** A hash that takes as long to verify as a new one, and that no password has: it is random. */
    public String unmatched() {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return phc(salt, hash);
    }

    private String phc(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /**
     * Whether {@code hash} is one of {@code password}; false for a hash of an unknown kind, or one that takes more than 256
     * MiB, 32 passes, 16 lanes or a bcrypt cost of 16.
     */
    public boolean verify(String password, String hash) {
        Matcher argon2id = ARGON2ID.matcher(hash);
        return argon2id.matches()
                ? isArgon2id(password, argon2id)
                : BCRYPT.matcher(hash).matches() && bcrypt(password, hash);
    }

    private boolean isArgon2id(String password, Matcher hash) {
        int memory = Integer.parseInt(hash.group(1));
        int passes = Integer.parseInt(hash.group(2));
        int lanes = Integer.parseInt(hash.group(3));
        // RFC 9106 §3.1: at least one pass, one lane, and 8 KiB for each lane.
        boolean computable = passes >= 1
                && passes <= MAX_ITERATIONS
                && lanes >= 1
                && lanes <= MAX_LANES
                && memory >= 8 * lanes
                && memory <= MAX_MEMORY_KIB;
        if (!computable || !isBase64(hash.group(4)) || !isBase64(hash.group(5))) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(hash.group(5));
        byte[] actual =
                argon2id(password, Base64.getDecoder().decode(hash.group(4)), memory, passes, lanes, expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Whether text of that alphabet has a length that bytes can have. */
    private static boolean isBase64(String text) {
        return text.length() % 4 != 1;
    }

    /** Whether a password should be hashed anew when it is next known: its hash is weaker than a new one. */
    public boolean isOutdated(String hash) {
        Matcher argon2id = ARGON2ID.matcher(hash);
        return !argon2id.matches()
                || Integer.parseInt(argon2id.group(1)) < memoryKib
                || Integer.parseInt(argon2id.group(2)) < iterations;
    }

    private byte[] argon2id(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2id function = new Argon2id(memory, passes, lanes, length);
        awaitTurn();
        try {
            return function.hash(password.getBytes(StandardCharsets.UTF_8), salt);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        Cancellation caller = Cancellation.current();
        try {
            if (!turns.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ErrorCode.SERVICE_UNAVAILABLE.refuse("Too many passwords are waiting to be hashed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("The server is stopping.");
        }
        if (caller.isCancelled()) {
            turns.release();
            caller.requireWanted();
        }
    }

    private boolean bcrypt(String password, String hash) {
        awaitTurn();
        try {
            return OpenBSDBCrypt.checkPassword(hash, password.getBytes(StandardCharsets.UTF_8));
        } finally {
            turns.release();
        }
    }
}
