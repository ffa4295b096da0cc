package dev.gatehouse.server.tenantkey;

import dev.gatehouse.server.certificate.RsaProvider;
import dev.gatehouse.server.error.ErrorCode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a key travels here: under a one-time AES key (RFC 5649), which comes with it under an RSA key of ours (RFC 8017 §7.1).
 * PKCS#11 calls that {@code CKM_RSA_AES_KEY_WRAP}.
 */
final class KeyWrapping {
    static final String ALGORITHM = "CKM_RSA_AES_KEY_WRAP";

    private static final int BITS = 3_072;
    private static final int ROOT_KEY_BYTES = 32;
    /** The digest is not part of the mechanism's name, and tools differ in it. */
    private static final List<String> DIGESTS = List.of("SHA-256", "SHA-1");

    private KeyWrapping() {}

    /** A new pair of keys. It takes up to a second. */
    static KeyPair newPair() {
        return RsaProvider.newPair(BITS);
    }

    /** The public half in PEM, with line ends of LF. */
    static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * The key that was wrapped.
     *
     * @param privateKey the private half, in Base64
     * @param wrapped in Base64
     * @throws dev.gatehouse.server.error.Rejection when it was not wrapped with the public half, or is no key of 256 bits
     */
    static byte[] unwrap(String privateKey, String wrapped) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(wrapped);
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
        if (bytes.length <= BITS / 8) {
            throw refusal();
        }
        for (String digest : DIGESTS) {
            try {
                return unwrap(privateKey(privateKey), bytes, digest);
            } catch (GeneralSecurityException e) {
                continue; // by the next digest
            }
        }
        throw refusal();
    }

    private static RuntimeException refusal() {
        return ErrorCode.BAD_REQUEST.refuse(
                "wrapped_key is no AES-256 key that is wrapped with the wrapping key by " + ALGORITHM);
    }

    private static PrivateKey privateKey(String base64) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static byte[] unwrap(PrivateKey key, byte[] wrapped, String digest) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                key,
                new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
        SecretKey once = new SecretKeySpec(rsa.doFinal(wrapped, 0, BITS / 8), "AES");
        Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
        aes.init(Cipher.UNWRAP_MODE, once);
        byte[] unwrapped = aes.unwrap(Arrays.copyOfRange(wrapped, BITS / 8, wrapped.length), "AES", Cipher.SECRET_KEY)
                .getEncoded();
        if (unwrapped.length != ROOT_KEY_BYTES) {
            throw refusal();
        }
        return unwrapped;
    }
}
