package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.certificate.CertificateIssuer;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The keys of connections: of each the current one, the next, and the one before. Thread-safe. */
public final class ConnectionKeyStore {
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final DocumentCollection<ConnectionKey> keys;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ConnectionKeyStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        keys = documents.of(ConnectionKey.KIND, ConnectionKey::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The keys of a connection; none before it was first asked for them. */
    public List<ConnectionKey> of(Transaction tx, String connectionId) {
        return keys.all(tx, Map.of("connection_id", connectionId));
    }

    /** New keys for a connection that has none: the current and the next. Making them is slow, and stores nothing. */
    public List<ConnectionKey> firstKeys(Connection connection) {
        return List.of(
                newKey(connection).currentSince(now()), newKey(connection).in("next"));
    }

    /** Stores the first keys of a connection unless it got others meanwhile; those that it has now. */
    public List<ConnectionKey> insertFirst(Transaction tx, String connectionId, List<ConnectionKey> made) {
        List<ConnectionKey> others = of(tx, connectionId);
        if (!others.isEmpty()) {
            return others;
        }
        made.forEach(key -> keys.insert(tx, key.json()));
        return made;
    }

    /** The next key becomes the current one, the current one the one before, and {@code made} is next. */
    public ConnectionKey rotate(Transaction tx, String connectionId, ConnectionKey made) {
        List<ConnectionKey> before = of(tx, connectionId);
        List<ConnectionKey> after = new ArrayList<>();
        before.stream().filter(ConnectionKey::next).forEach(key -> after.add(key.currentSince(now())));
        before.stream().filter(ConnectionKey::current).forEach(key -> after.add(key.in("previous")));
        ConnectionKey next = made.in("next");
        after.add(next);
        keys.deleteAll(tx, Map.of("connection_id", connectionId));
        after.forEach(key -> keys.insert(tx, key.json()));
        return next;
    }

    /** A new key with its certificate, in no state yet. Making it is slow, and stores nothing. */
    public ConnectionKey newKey(Connection connection) {
        SelfSigned made = new CertificateIssuer(clock.instant()).selfSigned(connection.name(), LIFETIME);
        return new ConnectionKey(JsonNodeFactory.instance
                .objectNode()
                .put("id", identifiers.prefixed("key_"))
                .put("connection_id", connection.id())
                .put("kid", identifiers.secret(43))
                .put("algorithm", "RS256")
                .put("key_use", "signing")
                .put("subject_dn", "/CN=" + connection.name())
                .put("cert", Certificates.pem(made.certificate()))
                .put("pkcs", Certificates.pkcs7(made.certificate()))
                .put("fingerprint", Certificates.fingerprint(made.certificate()))
                .put("thumbprint", Certificates.thumbprint(made.certificate()))
                .put(
                        "private_key",
                        Base64.getEncoder().encodeToString(made.privateKey().getEncoded())));
    }

    private String now() {
        return WireTime.of(clock.instant());
    }
}
