package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Makes credentials of what was sent: keys and certificates are read, and refused when they cannot be. Thread-safe. */
final class CredentialParser {
    private final Identifiers identifiers;
    private final InstantSource clock;

    CredentialParser(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * The credential of {@code clientId} that was sent.
     *
     * @throws Rejection when its key or certificate cannot be read
     */
    Credential parse(String clientId, ObjectNode sent) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", Credential.KIND.newId(identifiers));
        json.setAll(sent);
        json.put("client_id", clientId).remove("parse_expiry_from_cert");
        Credential credential = new Credential(json);
        switch (credential.text("credential_type", "")) {
            case "public_key" -> readKey(credential);
            case "x509_cert" -> readCertificate(credential);
            default -> readSubject(credential);
        }
        String expires = credential.text("expires_at");
        if (sent.has("expires_at") && expires != null) {
            json.put("expires_at", time(expires));
        } else if (sent.path("parse_expiry_from_cert").asBoolean()) {
            json.put(
                    "expires_at",
                    WireTime.of(certificate(credential).getNotAfter().toInstant()));
        }
        String now = WireTime.of(clock.instant());
        json.put("created_at", now).put("updated_at", now);
        return credential;
    }

    /** A time as the API writes it. */
    static String time(String sent) {
        return WireTime.of(OffsetDateTime.parse(sent).toInstant());
    }

    private static void readKey(Credential credential) {
        try {
            RSAKey key = PublicKeyPem.rsa(credential.text("pem", ""));
            credential
                    .json()
                    .putIfAbsent("kid", TextNode.valueOf(key.computeThumbprint().toString()));
            credential.json().putIfAbsent("alg", TextNode.valueOf("RS256"));
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read has no thumbprint", e);
        }
    }

    private static void readCertificate(Credential credential) {
        X509Certificate certificate = certificate(credential);
        credential
                .json()
                .put("thumbprint_sha256", thumbprint(certificate))
                .put("subject_dn", subject(certificate))
                .put("expires_at", WireTime.of(certificate.getNotAfter().toInstant()));
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

    private static void readSubject(Credential credential) {
        if (credential.text("subject_dn") == null) {
            credential.json().put("subject_dn", subject(certificate(credential)));
        }
    }

    private static X509Certificate certificate(Credential credential) {
        try {
            return Certificates.parse(credential.text("pem", "").getBytes(StandardCharsets.UTF_8));
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
