package dev.gatehouse.server.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A new RSA key of 2048 bits and the certificate it signed for itself.
 *
 * @param certificate valid from the day before
 * @param privateKey its key
 */
public record SelfSigned(X509Certificate certificate, PrivateKey privateKey) {
    private static final int BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Takes some tenths of a second. */
    public static SelfSigned rsa(String commonName, Instant now, Duration lifetime) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, RANDOM);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=" + commonName);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(64, RANDOM).setBit(62),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(lifetime)),
                    name,
                    pair.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
            return new SelfSigned(certificate, pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a key pair cannot be made", e);
        }
    }

    /** A certificate from its DER or PEM bytes. */
    public static X509Certificate certificate(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** The certificate in PEM, with line ends of CR LF as the API has them. */
    public String pem() {
        return PemText.write("CERTIFICATE", encoded());
    }

    /** The certificate in a PKCS#7 envelope without signatures, in PEM. */
    public String pkcs7() {
        return pkcs7(encoded());
    }

    /** A certificate, in DER, in such an envelope. */
    public static String pkcs7(byte[] encoded) {
        try {
            byte[] path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(List.of(certificate(encoded)))
                    .getEncoded("PKCS7");
            return PemText.write("PKCS7", path);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    /** The SHA-1 of the certificate, in hexadecimal, as the API names certificates by. */
    public String thumbprint() {
        return digest("SHA-1").toUpperCase(Locale.ROOT);
    }

    /** The SHA-1 of the certificate, in hexadecimal pairs with colons between. */
    public String fingerprint() {
        return digest("SHA-1").toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }

    private String digest(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(encoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
