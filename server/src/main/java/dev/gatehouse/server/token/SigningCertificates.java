package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.tenant.Tenant;
import java.security.cert.X509Certificate;

/** The certificate of a tenant's current signing key, as clients show it in {@code signing_keys}. Thread-safe. */
public final class SigningCertificates {
    private final SigningKeys keys;

    public SigningCertificates(SigningKeys keys) {
        this.keys = keys;
    }

    /** The one that tokens are signed with now. */
    public ArrayNode of(Tenant tenant) {
        X509Certificate certificate =
                keys.of(tenant).current().jwk().getParsedX509CertChain().get(0);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        shown.addObject()
                .put("cert", Certificates.pem(certificate))
                .put("pkcs7", Certificates.pkcs7(certificate))
                .put("subject", "/CN=" + tenant.domain().replaceAll(":.*", ""));
        return shown;
    }
}
