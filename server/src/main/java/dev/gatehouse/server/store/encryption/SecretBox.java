package dev.gatehouse.server.store.encryption;

import dev.gatehouse.server.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Encrypts secrets, each bound to the place it is kept at, so that one cannot be moved elsewhere, and signs. Thread-safe. */
public final class SecretBox {
    /** Length of the key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String PREFIX = "enc1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key of {@link #KEY_BYTES} bytes
     */
    public SecretBox(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key must have " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The secret in a form that only this key can read, and only for the same place. */
    public String seal(String secret, String place) {
        return seal(secret.getBytes(StandardCharsets.UTF_8), place);
    }

    /** As {@link #seal(String, String)}, of bytes. */
    public String seal(byte[] secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, secret);
        byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * The secret again; text that was never sealed comes back as it is.
     *
     * @throws StoreException when the key or the place is another one, or the text was tampered with
     */
    public String open(String sealed, String place) {
        return sealed.startsWith(PREFIX) ? new String(openBytes(sealed, place), StandardCharsets.UTF_8) : sealed;
    }

    /**
     * The bytes again.
     *
     * @throws StoreException when the key or the place is another one, or the text was tampered with
     */
    public byte[] openBytes(String sealed, String place) {
        if (!sealed.startsWith(PREFIX)) {
            throw unreadable(null);
        }
        byte[] whole = decode(sealed.substring(PREFIX.length()));
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return run(Cipher.DECRYPT_MODE, nonce, place, rest);
    }

    /**
     * Signs a message (HMAC-SHA256, RFC 2104), for this server to know it again.
     *
     * @param purpose what the message is: a signature for one is none for another
     */
    public byte[] sign(String message, String purpose) {
        return mac(mac(key.getEncoded(), purpose), message);
    }

    private static byte[] mac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String text) {
        byte[] whole;
        try {
            whole = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        if (whole.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw unreadable(null);
        }
        return whole;
    }

    private static StoreException unreadable(@Nullable Exception cause) {
        String message = "a secret in it cannot be read with this encryption key";
        return cause == null ? new StoreException(message) : new StoreException(message, cause);
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }
}
