package dev.gatehouse.server.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys that the operator brings along. */
class ServerCertificateTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"RSA, true", "RSA, false", "EC, true", "EC, false", "Ed25519, true"})
    void readsKeysInBothForms(String algorithm, boolean pkcs8) throws Exception {
        KeyPair pair = pair(algorithm);
        X509Certificate certificate = certificate(pair);
        Path certificates = write("mine.pem", certificate);
        Path key = write("key.pem", pkcs8 ? new JcaPKCS8Generator(pair.getPrivate(), null) : openSslForm(pair));

        ServerCertificate read = ServerCertificate.read(certificates, key);

        assertThat(read.chain()).containsExactly(certificate);
        assertThat(read.keyStore().getCertificate("server")).isEqualTo(certificate);
    }

    @Test
    void readsAChainInItsOrder() throws Exception {
        KeyPair pair = pair("EC");
        X509Certificate first = certificate(pair);
        X509Certificate second = certificate(pair("EC"));
        Path certificates = Files.writeString(directory.resolve("chain.pem"), pem(first) + "between\n" + pem(second));

        assertThat(ServerCertificate.read(
                                certificates, write("key.pem", new JcaPKCS8Generator(pair.getPrivate(), null)))
                        .chain())
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void refusesAnotherCertificatesKey(String algorithm) throws Exception {
        Path certificates = write("mine.pem", certificate(pair(algorithm)));
        Path key = write("key.pem", new JcaPKCS8Generator(pair(algorithm).getPrivate(), null));

        assertThatThrownBy(() -> ServerCertificate.read(certificates, key))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessage("the key in " + key + " is not that of the certificate in " + certificates);
    }

    @Test
    void saysWhichFileIsWrong() throws Exception {
        KeyPair pair = pair("EC");
        Path certificates = write("mine.pem", certificate(pair));
        Path key = write("key.pem", new JcaPKCS8Generator(pair.getPrivate(), null));
        Path nothing = directory.resolve("nothing.pem");
        Path text = Files.writeString(directory.resolve("text.pem"), "no PEM at all");
        Path broken = Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        PKCS8Generator encrypted = new JcaPKCS8Generator(
                pair.getPrivate(),
                new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setPassword("secret".toCharArray())
                        .build());

        assertRefused(nothing, key, nothing + " cannot be read");
        assertRefused(text, key, "the certificate file " + text + " holds no certificate");
        assertRefused(key, key, "the certificate file " + key + " holds no certificate");
        assertRefused(broken, key, "the certificate file " + broken + " cannot be read");
        assertRefused(certificates, nothing, nothing + " cannot be read");
        assertRefused(certificates, certificates, "the key file " + certificates + " holds no unencrypted private key");
        Path locked = write("locked.pem", encrypted);
        assertRefused(certificates, locked, "the key file " + locked + " holds no unencrypted private key");
    }

    private static void assertRefused(Path certificates, Path key, String message) {
        assertThatThrownBy(() -> ServerCertificate.read(certificates, key))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessage(message);
    }

    private static KeyPair pair(String algorithm) throws Exception {
        if (algorithm.equals("RSA")) {
            return RsaProvider.newPair(2_048);
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair pair) throws Exception {
        String signature = switch (pair.getPrivate().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        X500Name name = new X500Name("CN=tenant.example");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plus(Duration.ofDays(90))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())));
    }

    /** Bouncy Castle's writer leaves the curve out, which OpenSSL does not. */
    private static Object openSslForm(KeyPair pair) throws IOException {
        if (pair.getPrivate() instanceof ECPrivateKey key) {
            int bits = key.getParams().getOrder().bitLength();
            return new PemObject(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), SECObjectIdentifiers.secp256r1)
                            .getEncoded());
        }
        return pair;
    }

    private Path write(String name, Object object) throws IOException {
        return Files.writeString(directory.resolve(name), pem(object));
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
