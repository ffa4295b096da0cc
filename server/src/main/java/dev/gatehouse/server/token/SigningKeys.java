package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64;
import dev.gatehouse.server.certificate.CertificateIssuer;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.TenantCache;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tenants sign tokens with, RSA of 2048 bits, each with a certificate of its own. They are kept in memory
 * until they change, so a rotation made on one of several nodes reaches the others within a second; a key that is not known
 * yet is looked for at once. While the database is away, those that are known are used. Thread-safe.
 */
public final class SigningKeys {
    public static final Kind KIND = Kind.named("signing_key")
            .identified("kid")
            .secrets("private_key")
            .cached()
            .build();

    private static final String CURRENT_SINCE = "current_since";
    private static final String CURRENT_UNTIL = "current_until";
    private static final String REVOKED_AT = "revoked_at";
    private static final Duration LIFETIME = Duration.ofDays(3_650);
    private static final Duration MIN_RELOAD_INTERVAL = Duration.ofMillis(100);
    private static final int KEY_ID_LENGTH = 21;

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final TenantCache<Known> known;
    private final RevocationStore revocations = new RevocationStore();

    public SigningKeys(Database database, DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        this.database = database;
        this.documents = documents;
        this.identifiers = identifiers;
        this.clock = clock;
        this.known = new TenantCache<>(this::load, database.changes(), KIND.name(), clock);
    }

    /** Keys, and what they were made of. */
    private record Known(List<ObjectNode> documents, KeySet keys) {}

    /** The first keys of a new tenant, not stored yet. It takes a while, so make them before the transaction. */
    public List<ObjectNode> firstKeys(Tenant tenant) {
        // Somebody waits for the first start, and most machines can make two at once.
        return Stream.of(SigningKey.Role.CURRENT, SigningKey.Role.NEXT)
                .parallel()
                .map(role -> newKey(tenant, role))
                .toList();
    }

    /** Stores a new key. */
    public void insert(Transaction tx, ObjectNode key) {
        documents.insert(tx, KIND, key.path("kid").asText(), key);
    }

    /** The keys as they are stored, oldest first, those that are revoked included. */
    public List<ObjectNode> all(Transaction tx) {
        return documents.all(tx, KIND, Map.of());
    }

    /**
     * The key with that id, as it is stored.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public ObjectNode require(Transaction tx, String keyId) {
        return documents.find(tx, KIND, keyId).orElseThrow(KIND.missing()::refuse);
    }

    /** A key to be published at the next rotation, not stored yet. It takes a while, so make it before the transaction. */
    public ObjectNode nextKey(Tenant tenant) {
        return newKey(tenant, SigningKey.Role.NEXT);
    }

    /**
     * The next key signs from now on, and a new one is published in its place. Tokens signed before are accepted
     * on.
     *
     * @param made the new one
     * @return the key that signs now
     */
    public ObjectNode rotate(Transaction tx, ObjectNode made) {
        String now = WireTime.of(clock.instant());
        ObjectNode current = made;
        for (ObjectNode key : all(tx)) {
            switch (SigningKey.role(key)) {
                case CURRENT -> change(tx, key.put(CURRENT_UNTIL, now), SigningKey.Role.PREVIOUS);
                case NEXT -> {
                    change(tx, key.put(CURRENT_SINCE, now), SigningKey.Role.CURRENT);
                    current = key;
                }
                case PREVIOUS, REVOKED -> {}
            }
        }
        // Where none was published in advance, the new one has to sign at once.
        SigningKey.Role role = current == made ? SigningKey.Role.CURRENT : SigningKey.Role.NEXT;
        insert(tx, made.put("role", role.stored()));
        return current;
    }

    /**
     * Tokens signed with a key are refused from the next request on, and on other nodes within a second.
     *
     * @return the key
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it is the current one or the next: these are in use
     */
    public ObjectNode revoke(Transaction tx, String keyId) {
        ObjectNode key = require(tx, keyId);
        switch (SigningKey.role(key)) {
            case CURRENT, NEXT ->
                throw ErrorCode.BAD_REQUEST.refuse("The key is in use: only a previous signing key can be revoked.");
            case PREVIOUS -> {
                Instant now = clock.instant();
                change(tx, key.put(REVOKED_AT, WireTime.of(now)), SigningKey.Role.REVOKED);
                revocations.revokeKey(tx, keyId, now);
            }
            case REVOKED -> {}
        }
        return key;
    }

    /** The public halves, as {@code jwks.json} shows them: the current key, the next, and the previous ones. */
    public JWKSet published(Tenant tenant) {
        return of(tenant).published();
    }

    /** The keys as they are now; the same object until they change or are read anew. */
    KeySet of(Tenant tenant) {
        return known.get(tenant).keys();
    }

    /** The keys as they are now, read anew when they lack the one with that id, which another node may just have made. */
    KeySet knowing(Tenant tenant, @Nullable String keyId) {
        KeySet keys = of(tenant);
        // Anybody can name keys that are not there, so not at every one of them.
        return keys.find(keyId) == null
                ? known.getRead(tenant, MIN_RELOAD_INTERVAL).keys()
                : keys;
    }

    private Known load(Tenant tenant, @Nullable Known before) {
        List<ObjectNode> documentsNow = database.read(tenant, tx -> documents.all(tx, KIND, Map.of()));
        if (before != null && before.documents().equals(documentsNow)) {
            return before;
        }
        List<SigningKey> inForce = documentsNow.stream()
                .filter(document -> SigningKey.role(document) != SigningKey.Role.REVOKED)
                .map(SigningKey::of)
                .toList();
        return new Known(documentsNow, new KeySet(inForce));
    }

    private void change(Transaction tx, ObjectNode key, SigningKey.Role role) {
        String id = key.path("kid").asText();
        documents.update(tx, KIND, id, key.put("role", role.stored()));
    }

    private ObjectNode newKey(Tenant tenant, SigningKey.Role role) {
        SelfSigned made = new CertificateIssuer(clock.instant())
                .selfSigned(tenant.domain().replaceAll(":.*", ""), LIFETIME);
        try {
            ObjectNode key = JsonNodeFactory.instance
                    .objectNode()
                    .put("kid", identifiers.secret(KEY_ID_LENGTH))
                    .put("role", role.stored())
                    .put("cert", Base64.encode(made.certificate().getEncoded()).toString())
                    .put(
                            "private_key",
                            Base64.encode(made.privateKey().getEncoded()).toString());
            return role == SigningKey.Role.CURRENT ? key.put(CURRENT_SINCE, WireTime.of(clock.instant())) : key;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a signing key cannot be made", e);
        }
    }
}
