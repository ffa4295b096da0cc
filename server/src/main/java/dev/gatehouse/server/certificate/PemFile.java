package dev.gatehouse.server.certificate;

import dev.gatehouse.server.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Files of certificates and keys in PEM (RFC 7468). */
final class PemFile {
    private PemFile() {}

    /** The certificates in {@code file}, in their order. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks(file)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableCertificateException("the certificate file " + file + " holds no certificate", null);
        }
        return certificates;
    }

    /** The private key in {@code file}, unencrypted, in PKCS#8 or the form OpenSSL writes. */
    static PrivateKey privateKey(Path file) {
        for (PemBlock block : blocks(file)) {
            if (block.label().equals("PRIVATE KEY")) {
                return pkcs8(file, block);
            } else if (block.label().endsWith(" PRIVATE KEY") && !block.label().startsWith("ENCRYPTED")) {
                return OpenSslKey.read(file, block);
            }
        }
        throw new UnusableCertificateException("the key file " + file + " holds no unencrypted private key", null);
    }

    private static X509Certificate certificate(Path file, PemBlock block) {
        try {
            return Certificates.parse(content(file, block));
        } catch (CertificateException e) {
            throw new UnusableCertificateException("the certificate file " + file + " cannot be read", e);
        }
    }

    private static PrivateKey pkcs8(Path file, PemBlock block) {
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content(file, block)));
            } catch (GeneralSecurityException e) {
                continue; // a key of another algorithm: the form does not tell without being parsed
            }
        }
        throw new UnusableCertificateException(
                "the key file " + file + " holds a key that is neither EC, RSA nor EdDSA", null);
    }

    private static List<PemBlock> blocks(Path file) {
        try {
            return PemBlock.all(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " cannot be read", e);
        }
    }

    private static byte[] content(Path file, PemBlock block) {
        try {
            return block.content();
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificateException(file + " is not PEM", e);
        }
    }

    /** Writes a certificate, which anyone may read. */
    static void write(Path file, X509Certificate certificate) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(file, Certificates.pem(certificate) + "\r\n");
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " cannot be written", e);
        }
    }

    /** Writes a key in PKCS#8, for its owner's eyes only. */
    static void write(Path file, PrivateKey key) {
        try {
            PrivateFile.write(file, PemBlock.write("PRIVATE KEY", key.getEncoded()) + "\r\n");
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " cannot be written", e);
        }
    }
}
