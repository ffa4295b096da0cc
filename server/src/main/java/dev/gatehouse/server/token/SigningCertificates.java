package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.server.certificate.PemText;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.tenant.Tenant;

/** The certificates of a tenant's signing keys, as clients show them in {@code signing_keys}. Thread-safe. */
public final class SigningCertificates {
    private final SigningKeys keys;

    public SigningCertificates(SigningKeys keys) {
        this.keys = keys;
    }

    /** The newest first. */
    public ArrayNode of(Tenant tenant) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (JWK key : keys.publicKeys(tenant).getKeys()) {
            byte[] certificate = key.getX509CertChain().get(0).decode();
            shown.addObject()
                    .put("cert", PemText.write("CERTIFICATE", certificate))
                    .put("pkcs7", SelfSigned.pkcs7(certificate))
                    .put("subject", "/CN=" + tenant.domain().replaceAll(":.*", ""));
        }
        return shown;
    }
}
