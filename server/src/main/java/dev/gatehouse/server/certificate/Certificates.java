package dev.gatehouse.server.certificate;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** The forms that certificates are sent, stored and shown in. */
public final class Certificates {
    private Certificates() {}

    /**
     * A certificate from its DER or PEM bytes.
     *
     * @throws CertificateException when they are none
     */
    public static X509Certificate parse(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** In PEM, with line ends of CR LF as the API has them. */
    public static String pem(X509Certificate certificate) {
        return PemBlock.write("CERTIFICATE", der(certificate));
    }

    /** In a PKCS#7 envelope without signatures, in PEM. */
    public static String pkcs7(X509Certificate certificate) {
        try {
            byte[] path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(List.of(certificate))
                    .getEncoded("PKCS7");
            return PemBlock.write("PKCS7", path);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    /** Its SHA-1 in upper-case hexadecimal, which the API identifies certificates by. */
    public static String thumbprint(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(digest(certificate, "SHA-1"));
    }

    /** Its SHA-1 in upper-case hexadecimal pairs with colons between. */
    public static String fingerprint(X509Certificate certificate) {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest(certificate, "SHA-1"));
    }

    /** The digest of its DER bytes. */
    public static byte[] digest(X509Certificate certificate, String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(der(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }
}
