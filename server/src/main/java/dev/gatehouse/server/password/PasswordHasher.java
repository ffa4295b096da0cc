package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with argon2id (RFC 9106), and verifies those and what imports bring. At most as many hashes are computed at once as
 * there are processors: each takes its memory, and a burst must not take it all. The others wait for their turn, for 10 seconds; then
 * they are refused. Thread-safe.
 */
public final class PasswordHasher {
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
        byte[] hash = inTurn(() -> new Argon2id(memoryKib, iterations, 1, HASH_BYTES)
                .hash(password.getBytes(StandardCharsets.UTF_8), salt));
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
     * A hash that another system made, as it is stored here.
     *
     * @param custom as in {@code custom_password_hash} of an import
     * @throws dev.gatehouse.server.error.Rejection when no password could be verified with it, or only at too high a price
     */
    public static String imported(ObjectNode custom) {
        return new ImportedHash(custom).stored();
    }

    /**
     * A hash of bcrypt that another system made, as it is stored here.
     *
     * @throws dev.gatehouse.server.error.Rejection when it is none, or has a cost beyond 16
     */
    public static String importedBcrypt(String hash) {
        if (!BcryptHash.isOne(hash)) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "password_hash is not one of bcrypt ($2a$, $2b$, $2y$) with a cost of 4 to 16");
        }
        return hash;
    }

    /**
     * Whether {@code hash} is one of {@code password}; false for a hash of an unknown kind, or one that takes more than 256
     * MiB, 32 passes, 16 lanes, a bcrypt cost of 16 or 5 million iterations.
     */
    public boolean verify(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            if (ImportedHash.isOne(hash)) {
                ImportedHash imported = ImportedHash.read(hash);
                return inTurn(() -> imported.matches(password));
            }
            PasswordHash known = Argon2Hash.isOne(hash) ? Argon2Hash.parse(hash) : BcryptHash.parse(hash);
            return inTurn(() -> known.matches(bytes));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a password should be hashed anew when it is next known: its hash is weaker than a new one, or another's. */
    public boolean isOutdated(String hash) {
        try {
            return !Argon2Hash.isOne(hash) || !Argon2Hash.parse(hash).isAsStrongAs(memoryKib, iterations);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        awaitTurn();
        try {
            return work.get();
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
}
