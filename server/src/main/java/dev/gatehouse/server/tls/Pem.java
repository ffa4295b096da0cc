package dev.gatehouse.server.tls;

import dev.gatehouse.server.certificate.PemText;
import dev.gatehouse.server.file.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Files of certificates and keys in PEM (RFC 7468). */
final class Pem {
    private Pem() {}

    /** The certificates in {@code file}, in their order. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemText block : blocks(file)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException("the certificate file " + file + " holds no certificate", null);
        }
        return certificates;
    }

    /** The private key in {@code file}, unencrypted, in PKCS#8 or the form OpenSSL writes. */
    static PrivateKey privateKey(Path file) {
        for (PemText block : blocks(file)) {
            if (block.label().equals("PRIVATE KEY")) {
                return pkcs8(file, block);
            } else if (block.label().endsWith(" PRIVATE KEY") && !block.label().startsWith("ENCRYPTED")) {
                return OpenSslKey.read(file, block);
            }
        }
        throw new TlsException("the key file " + file + " holds no unencrypted private key", null);
    }

    private static X509Certificate certificate(Path file, PemText block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(content(file, block)));
        } catch (CertificateException e) {
            throw new TlsException("the certificate file " + file + " cannot be read", e);
        }
    }

    private static PrivateKey pkcs8(Path file, PemText block) {
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content(file, block)));
            } catch (GeneralSecurityException e) {
                continue; // a key of another algorithm: the form does not tell without being parsed
            }
        }
        throw new TlsException("the key file " + file + " holds a key that is neither EC, RSA nor EdDSA", null);
    }

    private static List<PemText> blocks(Path file) {
        try {
            return PemText.blocks(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read", e);
        }
    }

    private static byte[] content(Path file, PemText block) {
        try {
            return block.content();
        } catch (IllegalArgumentException e) {
            throw new TlsException(file + " is not PEM", e);
        }
    }

    /** Writes a certificate, which anyone may read. */
    static void write(Path file, X509Certificate certificate) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(file, PemText.write("CERTIFICATE", certificate.getEncoded()) + "\r\n");
        } catch (IOException | CertificateEncodingException e) {
            throw new TlsException(file + " cannot be written", e);
        }
    }

    /** Writes a key in PKCS#8, for its owner's eyes only. */
    static void write(Path file, PrivateKey key) {
        try {
            PrivateFile.write(file, PemText.write("PRIVATE KEY", key.getEncoded()) + "\r\n");
        } catch (IOException e) {
            throw new TlsException(file + " cannot be written", e);
        }
    }
}
