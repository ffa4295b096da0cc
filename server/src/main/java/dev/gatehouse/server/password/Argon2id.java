package dev.gatehouse.server.password;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.NativeLong;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * argon2id, version 1.3 (RFC 9106), with parameters that can be computed: by libsodium where it loads and takes them, which
 * needs half of the processor time and none of the heap, otherwise in Java. Thread-safe.
 *
 * @param memoryKib memory, in KiB
 * @param passes passes over that memory
 * @param lanes lanes of it
 * @param length of the hash, in bytes
 */
record Argon2id(int memoryKib, int passes, int lanes, int length) {
    /** {@code crypto_pwhash_ALG_ARGON2ID13}. */
    private static final int ALGORITHM = 2;
    /** {@code crypto_pwhash_SALTBYTES}, the only length that it takes. */
    private static final int SALT_BYTES = 16;
    /** {@code crypto_pwhash_BYTES_MIN}. */
    private static final int MIN_LENGTH = 16;

    /** Loaded with the first hash. */
    private static final class Native {
        static final Optional<SodiumJava> LIBRARY = load();

        private static Optional<SodiumJava> load() {
            try {
                return Optional.of(new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY));
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(Argon2id.class.getName())
                        .log(System.Logger.Level.INFO, "passwords are hashed in Java: libsodium does not load: " + e);
                return Optional.empty();
            }
        }
    }

    byte[] hash(byte[] password, byte[] salt) {
        byte[] hash = new byte[length];
        if (!hashNatively(password, salt, hash)) {
            hashInJava(password, salt, hash);
        }
        return hash;
    }

    /** Whether it could be: the library takes one lane and its own length of salt, and there is memory beside the heap. */
    boolean hashNatively(byte[] password, byte[] salt, byte[] hash) {
        return lanes == 1
                && salt.length == SALT_BYTES
                && length >= MIN_LENGTH
                && Native.LIBRARY.isPresent()
                && Native.LIBRARY
                                .get()
                                .crypto_pwhash(
                                        hash,
                                        length,
                                        password,
                                        password.length,
                                        salt,
                                        passes,
                                        new NativeLong(memoryKib * 1024L),
                                        ALGORITHM)
                        == 0;
    }

    void hashInJava(byte[] password, byte[] salt, byte[] hash) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        generator.generateBytes(password, hash);
    }
}
