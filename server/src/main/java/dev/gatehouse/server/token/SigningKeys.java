package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.tenant.Tenant;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that tenants sign tokens with, RSA of 2048 bits, each with a certificate of its own. Thread-safe. */
public final class SigningKeys {
    private static final Duration LIFETIME = Duration.ofDays(3_650);
    private static final int KEY_ID_LENGTH = 21;

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final Map<String, List<SigningKey>> known = new ConcurrentHashMap<>();

    public SigningKeys(Database database, DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        this.database = database;
        this.documents = documents;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A new key's document; it takes a while, so make it before the transaction that inserts it. */
    public ObjectNode newKey(Tenant tenant) {
        SelfSigned made = SelfSigned.rsa(tenant.domain().replaceAll(":.*", ""), clock.instant(), LIFETIME);
        try {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kid", identifiers.secret(KEY_ID_LENGTH))
                    .put("cert", Base64.encode(made.certificate().getEncoded()).toString())
                    .put(
                            "private_key",
                            Base64.encode(made.privateKey().getEncoded()).toString());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a signing key cannot be made", e);
        }
    }

    /** The newest key: new tokens are signed with it. */
    SigningKey current(Tenant tenant) {
        List<SigningKey> keys = all(tenant);
        return keys.get(keys.size() - 1);
    }

    /** The public halves, as {@code jwks.json} shows them, the newest first. */
    public JWKSet publicKeys(Tenant tenant) {
        List<SigningKey> keys = all(tenant);
        List<JWK> shown = new ArrayList<>();
        for (int i = keys.size() - 1; i >= 0; i--) {
            shown.add(keys.get(i).jwk().toPublicJWK());
        }
        return new JWKSet(shown);
    }

    /**
     * Every key whose tokens are accepted, the newest last.
     *
     * @throws IllegalStateException when the tenant has none
     */
    List<SigningKey> all(Tenant tenant) {
        List<SigningKey> keys = known.computeIfAbsent(tenant.id(), id -> load(tenant));
        if (keys.isEmpty()) {
            known.remove(tenant.id());
            throw new IllegalStateException("tenant " + tenant.id() + " has no signing key");
        }
        return keys;
    }

    private List<SigningKey> load(Tenant tenant) {
        return database.read(tenant, tx -> documents.all(tx, Kind.SIGNING_KEY, Map.of())).stream()
                .map(SigningKeys::read)
                .toList();
    }

    private static SigningKey read(ObjectNode document) {
        try {
            X509Certificate certificate =
                    SelfSigned.certificate(new Base64(document.path("cert").asText()).decode());
            byte[] encoded = new Base64(document.path("private_key").asText()).decode();
            RSAPrivateKey key =
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Base64URL thumbprint =
                    Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            return SigningKey.of(new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
                    .privateKey(key)
                    .keyID(document.path("kid").asText())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .x509CertChain(List.of(Base64.encode(certificate.getEncoded())))
                    .x509CertSHA256Thumbprint(thumbprint)
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key cannot be read", e);
        }
    }
}
