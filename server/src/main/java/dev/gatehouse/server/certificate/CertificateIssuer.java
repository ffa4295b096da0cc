package dev.gatehouse.server.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes key pairs and issues their certificates (RFC 5280): on P-256 for the local authority and its servers, RSA of 2048 bits
 * for keys that sign tokens and assertions.
 */
public final class CertificateIssuer {
    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3_650);
    // Apple's clients refuse server certificates that are valid for more than 825 days.
    private static final Duration SERVER_LIFETIME = Duration.ofDays(800);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final int RSA_BITS = 2_048;

    private static final String ECDSA = "SHA256withECDSA";

    private final Instant now;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param now certificates are valid from shortly before it
     */
    public CertificateIssuer(Instant now) {
        this.now = now;
    }

    /** A new authority, which its certificate is signed by. */
    ServerCertificate authority() {
        try {
            KeyPair pair = newKeyPair();
            X500Name name = new X500Name("CN=Gatehouse local authority " + Long.toHexString(random.nextLong()));
            X509v3CertificateBuilder builder = builder(name, name, pair, AUTHORITY_LIFETIME)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new ServerCertificate(List.of(build(builder, pair.getPrivate(), ECDSA)), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new UnusableCertificateException("the local authority could not be made", e);
        }
    }

    /** A new key and the certificate of a server at {@code host}, signed by {@code authority}. */
    ServerCertificate server(ServerCertificate authority, String host) {
        try {
            KeyPair pair = newKeyPair();
            return new ServerCertificate(List.of(sign(authority, pair, host)), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new UnusableCertificateException("the server's certificate could not be issued", e);
        }
    }

    /** A new RSA key and its own certificate. Takes some tenths of a second. */
    public SelfSigned selfSigned(String commonName, Duration lifetime) {
        try {
            KeyPair pair = RsaProvider.newPair(RSA_BITS);
            X500Name name = new X500Name("CN=" + commonName);
            X509v3CertificateBuilder builder = builder(name, name, pair, lifetime);
            return new SelfSigned(build(builder, pair.getPrivate(), "SHA256withRSA"), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a key pair cannot be made", e);
        }
    }

    private X509Certificate sign(ServerCertificate authority, KeyPair pair, String host)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        X509Certificate issuer = authority.chain().get(0);
        X500Name issuerName = new X500Name(issuer.getSubjectX500Principal().getName());
        X509v3CertificateBuilder builder = builder(issuerName, new X500Name("CN=Gatehouse"), pair, SERVER_LIFETIME)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, alternatives(host))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
        return build(builder, authority.key(), ECDSA);
    }

    private static GeneralNames alternatives(String host) {
        Set<String> names = new LinkedHashSet<>(List.of(host, "localhost", "127.0.0.1", "::1"));
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(126, random).setBit(126),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(lifetime)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate build(X509v3CertificateBuilder builder, PrivateKey key, String algorithm)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    }

    private KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }
}
