package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.certificate.CertificateIssuer;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.SelfSigned;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The keys that a connection signs with: the current one, the next, and the one before. Made when first asked for. */
public final class ConnectionKeys implements Resource {
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final List<String> STATES = List.of("current", "next", "previous");
    private static final List<String> HIDDEN = List.of("id", "connection_id", "private_key");

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ConnectionKeys(Services services) {
        database = services.database();
        documents = services.documents();
        identifiers = services.identifiers();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("connections.getKeys", this::list);
        operations.serve("connections.rotateKeys", this::rotate);
    }

    private Reply list(ApiRequest request) {
        return Reply.array(existing(request).stream().map(ConnectionKeys::shown).toList());
    }

    private List<ObjectNode> existing(ApiRequest request) {
        String id = request.id();
        ObjectNode connection = database.read(request.tenant(), tx -> documents.find(tx, Kinds.CONNECTION, id))
                .orElseThrow(ErrorCode.INEXISTENT_CONNECTION::refuse);
        List<ObjectNode> keys = database.read(request.tenant(), tx -> of(tx, id));
        if (!keys.isEmpty()) {
            return keys;
        }
        List<ObjectNode> made = List.of(newKey(connection, "current"), newKey(connection, "next"));
        return database.write(request.tenant(), tx -> {
            List<ObjectNode> other = of(tx, id);
            if (other.isEmpty()) {
                made.forEach(key -> insert(tx, key));
                return made;
            }
            return other;
        });
    }

    /** The next key becomes the current one, the current one the one before, and a new one is next. */
    private Reply rotate(ApiRequest request) {
        List<ObjectNode> before = existing(request);
        ObjectNode connection = database.read(
                        request.tenant(), tx -> documents.find(tx, Kinds.CONNECTION, request.id()))
                .orElseThrow(ErrorCode.INEXISTENT_CONNECTION::refuse);
        ObjectNode next = newKey(connection, "next");
        List<ObjectNode> after = new ArrayList<>();
        before.stream().filter(key -> key.path("next").asBoolean()).forEach(key -> after.add(inState(key, "current")));
        before.stream()
                .filter(key -> key.path("current").asBoolean())
                .forEach(key -> after.add(inState(key, "previous")));
        after.add(next);
        database.write(request.tenant(), tx -> {
            of(tx, request.id())
                    .forEach(key -> documents.delete(
                            tx, Kinds.CONNECTION_KEY, key.path("id").asText()));
            after.forEach(key -> insert(tx, key));
            return true;
        });
        return Reply.of(shown(next));
    }

    private List<ObjectNode> of(Transaction tx, String connectionId) {
        return documents.all(tx, Kinds.CONNECTION_KEY, Map.of("connection_id", connectionId));
    }

    private void insert(Transaction tx, ObjectNode key) {
        documents.insert(tx, Kinds.CONNECTION_KEY, key.path("id").asText(), key);
    }

    private ObjectNode newKey(ObjectNode connection, String state) {
        String name = connection.path("name").asText();
        SelfSigned made = new CertificateIssuer(clock.instant()).selfSigned(name, LIFETIME);
        ObjectNode key = JsonNodeFactory.instance
                .objectNode()
                .put("id", identifiers.prefixed("key_"))
                .put("connection_id", connection.path("id").asText())
                .put("kid", identifiers.secret(43))
                .put("algorithm", "RS256")
                .put("key_use", "signing")
                .put("subject_dn", "/CN=" + name)
                .put("cert", Certificates.pem(made.certificate()))
                .put("pkcs", Certificates.pkcs7(made.certificate()))
                .put("fingerprint", Certificates.fingerprint(made.certificate()))
                .put("thumbprint", Certificates.thumbprint(made.certificate()))
                .put(
                        "private_key",
                        Base64.getEncoder().encodeToString(made.privateKey().getEncoded()));
        return inState(key, state);
    }

    private ObjectNode inState(ObjectNode key, String state) {
        ObjectNode changed = key.deepCopy();
        changed.remove(STATES);
        changed.put(state, true);
        return state.equals("current") ? changed.put("current_since", WireTime.of(clock.instant())) : changed;
    }

    private static ObjectNode shown(ObjectNode key) {
        ObjectNode view = key.deepCopy();
        view.remove(HIDDEN);
        return view;
    }
}
