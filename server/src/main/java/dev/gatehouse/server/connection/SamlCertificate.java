package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.PemBlock;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The certificate that a SAML provider signs with: read, and what is in it shown. */
final class SamlCertificate {
    private static final Map<String, String> NAMES = Map.of(
            "CN", "commonName",
            "O", "organizationName",
            "OU", "organizationalUnitName",
            "C", "countryName",
            "ST", "stateOrProvinceName",
            "L", "localityName");

    private SamlCertificate() {}

    static void complete(String strategy, ObjectNode options) {
        if (strategy.equals("pingfederate") && !options.has("signInEndpoint") && options.has("pingFederateBaseUrl")) {
            options.set("signInEndpoint", options.get("pingFederateBaseUrl"));
        }
        String sent = options.path("signingCert").asText("");
        if (sent.isEmpty()) {
            return;
        }
        X509Certificate certificate = certificate(sent);
        Instant end = certificate.getNotAfter().toInstant();
        options.put("cert", pem(sent));
        options.put("expires", WireTime.of(end));
        options.putArray("thumbprints").add(thumbprint(certificate));
        options.set("subject", subject(options, certificate));
    }

    /** What is sent may be PEM, Base64 of PEM, or Base64 of DER. */
    private static String pem(String sent) {
        if (sent.contains("-----BEGIN")) {
            return sent;
        }
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(sent);
            String text = new String(decoded, StandardCharsets.ISO_8859_1);
            return text.contains("-----BEGIN") ? text : PemBlock.write("CERTIFICATE", decoded);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.INVALID_BODY.refuse("options.signingCert is not a certificate");
        }
    }

    private static X509Certificate certificate(String sent) {
        try {
            return Certificates.parse(pem(sent).getBytes(StandardCharsets.UTF_8));
        } catch (CertificateException e) {
            throw ErrorCode.INVALID_BODY.refuse("options.signingCert is not a certificate");
        }
    }

    private static String thumbprint(X509Certificate certificate) {
        return HexFormat.of().formatHex(Certificates.digest(certificate, "SHA-1"));
    }

    private static ObjectNode subject(ObjectNode options, X509Certificate certificate) {
        ObjectNode subject = options.objectNode();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                subject.put(
                        NAMES.getOrDefault(part.getType(), part.getType()),
                        part.getValue().toString());
            }
        } catch (InvalidNameException e) {
            throw ErrorCode.INVALID_BODY.refuse("options.signingCert has no valid subject");
        }
        return subject;
    }
}
