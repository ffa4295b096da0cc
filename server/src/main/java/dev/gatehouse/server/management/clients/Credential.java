package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.PublicKeyPem;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Credentials of clients, made of what was sent: keys and certificates are read, and refused when they cannot be. */
final class Credential {
    private static final List<String> HIDDEN = List.of("client_id", "pem");
    private static final int ID_LENGTH = 22;

    private final Identifiers identifiers;
    private final InstantSource clock;

    Credential(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The stored form, with the key itself. */
    ObjectNode from(ObjectNode sent) {
        String type = sent.path("credential_type").asText();
        ObjectNode credential =
                JsonNodeFactory.instance.objectNode().put("id", "cred_" + identifiers.alphanumeric(ID_LENGTH));
        credential.setAll(sent);
        credential.remove("parse_expiry_from_cert");
        switch (type) {
            case "public_key" -> readKey(credential);
            case "x509_cert" -> readCertificate(credential);
            default -> readSubject(credential);
        }
        if (sent.has("expires_at")) {
            credential.put("expires_at", time(sent.path("expires_at").asText()));
        } else if (sent.path("parse_expiry_from_cert").asBoolean()) {
            Instant end = certificate(sent.path("pem").asText()).getNotAfter().toInstant();
            credential.put("expires_at", WireTime.of(end));
        }
        String now = WireTime.of(clock.instant());
        return credential.put("created_at", now).put("updated_at", now);
    }

    /** As the API shows it: without the key. */
    static ObjectNode shown(ObjectNode credential) {
        ObjectNode view = credential.deepCopy();
        view.remove(HIDDEN);
        return view;
    }

    /** A time as the API writes it. */
    static String time(String sent) {
        return WireTime.of(OffsetDateTime.parse(sent).toInstant());
    }

    private static void readKey(ObjectNode credential) {
        try {
            RSAKey key = PublicKeyPem.rsa(credential.path("pem").asText());
            if (!credential.has("kid")) {
                credential.put("kid", key.computeThumbprint().toString());
            }
            if (!credential.has("alg")) {
                credential.put("alg", "RS256");
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read has no thumbprint", e);
        }
    }

    private static void readCertificate(ObjectNode credential) {
        X509Certificate certificate = certificate(credential.path("pem").asText());
        credential.put("thumbprint_sha256", thumbprint(certificate));
        credential.put("subject_dn", subject(certificate));
        credential.put("expires_at", WireTime.of(certificate.getNotAfter().toInstant()));
    }

    /** Part by part, the country first, as OpenSSL shows it. */
    private static String subject(X509Certificate certificate) {
        try {
            List<String> parts = new LdapName(
                            certificate.getSubjectX500Principal().getName())
                    .getRdns().stream().map(Rdn::toString).toList();
            return String.join("\n", parts);
        } catch (InvalidNameException e) {
            throw unreadable("the certificate has no valid subject");
        }
    }

    private static void readSubject(ObjectNode credential) {
        if (!credential.has("subject_dn")) {
            X509Certificate certificate = certificate(credential.path("pem").asText());
            credential.put("subject_dn", subject(certificate));
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            return Certificates.parse(pem.getBytes(StandardCharsets.UTF_8));
        } catch (CertificateException e) {
            throw unreadable("pem holds no certificate");
        }
    }

    private static String thumbprint(X509Certificate certificate) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Certificates.digest(certificate, "SHA-256"));
    }

    private static Rejection unreadable(String message) {
        return ErrorCode.INVALID_BODY.refuse(message);
    }
}
