package dev.gatehouse.client.oauth;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** RSA private keys in PEM (RFC 7468): PKCS#8, and PKCS#1, which Java does not read by itself. */
final class PemKey {
    /** Version 0, and that the key is one for RSA (RFC 5958 §2, RFC 8017 §A.1). */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PemKey() {}

    /**
     * The key.
     *
     * @throws IllegalArgumentException when it is none, or encrypted
     */
    static PrivateKey parse(String pem) {
        if (pem.contains("ENCRYPTED")) {
            throw new IllegalArgumentException("clientAssertionSigningKey is encrypted; decrypt it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in key.pem");
        }
        try {
            byte[] der = Base64.getDecoder()
                    .decode(pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
            byte[] pkcs8 = pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(der) : der;
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "clientAssertionSigningKey is not an RSA private key in PEM (PKCS#8 or PKCS#1)", e);
        }
    }

    /** A PKCS#1 key as the content of a PKCS#8 one. */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA);
        content.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    /** Tag, length and value (X.690 §10.1): the length in as few bytes as will do. */
    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(value.length) + 7) / Byte.SIZE;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(value.length >> i * Byte.SIZE);
            }
        }
        out.writeBytes(value);
        return out.toByteArray();
    }
}
