package dev.gatehouse.server.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A key and the certificate that it signed for itself, by {@link CertificateIssuer#selfSigned}. */
public record SelfSigned(X509Certificate certificate, PrivateKey privateKey) {
    /** The certificate only: the key is secret. */
    @Override
    public String toString() {
        return "SelfSigned[" + certificate.getSubjectX500Principal() + "]";
    }
}
