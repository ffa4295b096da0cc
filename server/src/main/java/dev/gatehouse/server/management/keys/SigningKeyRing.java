package dev.gatehouse.server.management.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.token.SigningKeys;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** The keys that the tenant signs tokens with: the current one, the next, and those before. */
public final class SigningKeyRing implements Resource {
    private static final List<String> ROLES = List.of("current", "next", "previous");
    private static final List<String> TIMES = List.of("current_since", "current_until", "revoked_at");

    private final SigningKeys keys;

    public SigningKeyRing(Services services) {
        keys = services.signingKeys();
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "keys.getAll",
                (tx, request) -> ApiResponse.array(
                        keys.all(tx).stream().map(SigningKeyRing::shown).toList()));
        operations.read(
                "keys.get", (tx, request) -> ApiResponse.of(shown(keys.require(tx, request.lastPathParameter()))));
        operations.prepare(
                "keys.rotate",
                (transactions, request) -> keys.nextKey(request.tenant()),
                (tx, request, made) -> ApiResponse.of(shown(keys.rotate(tx, made.deepCopy()))));
        operations.write(
                "keys.revoke", (tx, request) -> ApiResponse.of(shown(keys.revoke(tx, request.lastPathParameter()))));
    }

    private static ObjectNode shown(ObjectNode key) {
        X509Certificate certificate = certificate(key);
        String role = key.path("role").asText(ROLES.get(0));
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("kid", key.path("kid").asText())
                .put("cert", Certificates.pem(certificate))
                .put("pkcs7", Certificates.pkcs7(certificate));
        ROLES.forEach(each -> shown.put(each, each.equals(role)));
        shown.put("fingerprint", Certificates.fingerprint(certificate))
                .put("thumbprint", Certificates.thumbprint(certificate))
                .put("revoked", role.equals("revoked"));
        TIMES.stream().filter(key::has).forEach(time -> shown.set(time, key.get(time)));
        return shown;
    }

    private static X509Certificate certificate(ObjectNode key) {
        try {
            return Certificates.parse(
                    Base64.getDecoder().decode(key.path("cert").asText()));
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate of a signing key cannot be read", e);
        }
    }
}
