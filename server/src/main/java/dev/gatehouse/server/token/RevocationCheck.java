package dev.gatehouse.server.token;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.token.RevocationStore.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a token was revoked. The database is asked once for each token, and again after every revocation; what is revoked
 * on this node is refused from the next request on, and on others within a second. Thread-safe.
 */
public final class RevocationCheck {
    private static final int MAX_KNOWN = 10_000;

    private final RevocationStore revocations = new RevocationStore();
    private final Changes changes;
    /** The version of the revocations under which a token was found to be in force. */
    private final Map<Known, Long> inForce = new ConcurrentHashMap<>();

    public RevocationCheck(Changes changes) {
        this.changes = changes;
    }

    private record Known(String tenantId, String jti, String clientId, String keyId) {}

    /** Why a token is refused; empty when it is not. To be the first thing that a transaction does. */
    public Optional<Subject> covering(Transaction tx, AccessToken token) {
        OptionalLong version = changes.version(tx.tenant(), RevocationStore.TOPIC);
        Known key = new Known(tx.tenantId(), token.id(), token.clientId(), token.keyId());
        Long asked = inForce.get(key);
        if (asked != null && version.isPresent() && version.getAsLong() == asked) {
            return Optional.empty();
        }
        Optional<Subject> found = revocations.covering(tx, token);
        if (found.isEmpty() && version.isPresent()) {
            remember(key, version.getAsLong());
        }
        return found;
    }

    private void remember(Known key, long version) {
        if (inForce.size() >= MAX_KNOWN) {
            inForce.clear();
        }
        inForce.put(key, version);
    }
}
