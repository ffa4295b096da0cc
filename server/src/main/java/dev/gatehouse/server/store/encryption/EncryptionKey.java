package dev.gatehouse.server.store.encryption;

import dev.gatehouse.server.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key file beside the database: 32 random bytes in Base64, readable by its owner only. */
public final class EncryptionKey {
    private EncryptionKey() {}

    /**
     * The key in {@code file}, which is made when it is not there.
     *
     * @throws IllegalArgumentException when the file holds something else
     */
    public static byte[] in(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return parse(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key in " + file + " cannot be used: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the encryption key " + file + " cannot be read", e);
        }
    }

    /**
     * The key in {@code file}, which must be there, since secrets were encrypted with it.
     *
     * @throws IllegalArgumentException when the file is missing or holds something else
     */
    public static byte[] existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "The encryption key " + file
                            + " is missing, and the database holds secrets that only that key can read. Put it back from a backup.");
        }
        return in(file);
    }

    /**
     * The key written as {@code text}: 32 bytes in Base64.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static byte[] parse(String text) {
        byte[] key = decode(text);
        if (key.length != SecretBox.KEY_BYTES) {
            throw new IllegalArgumentException("an encryption key is 32 bytes in Base64");
        }
        return key;
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        PrivateFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
