package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.certificate.PemText;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.tenant.Tenant;

/** The certificate of a tenant's current signing key, as clients show it in {@code signing_keys}. Thread-safe. */
public final class SigningCertificates {
    private final SigningKeys keys;

    public SigningCertificates(SigningKeys keys) {
        this.keys = keys;
    }

    /** The one that tokens are signed with now. */
    public ArrayNode of(Tenant tenant) {
        byte[] certificate =
                keys.of(tenant).current().jwk().getX509CertChain().get(0).decode();
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        shown.addObject()
                .put("cert", PemText.write("CERTIFICATE", certificate))
                .put("pkcs7", SelfSigned.pkcs7(certificate))
                .put("subject", "/CN=" + tenant.domain().replaceAll(":.*", ""));
        return shown;
    }
}
