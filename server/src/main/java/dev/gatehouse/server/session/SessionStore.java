package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions: how they begin, last and end. The browser has a secret, of which the hash is stored; the id of a session is in tokens
 * and lets nobody in. Thread-safe.
 */
public final class SessionStore {
    private static final int ID_LENGTH = 32;
    private static final int SECRET_LENGTH = 43;
    /** At one sign-in. */
    private static final int MAX_REMOVED = 20;

    private final DocumentCollection<Session> sessions;
    private final TenantSettingsStore settings;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public SessionStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        sessions = documents.of(Session.KIND, Session::new);
        settings = new TenantSettingsStore(documents);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A session that has just begun.
     *
     * @param secret what its browser keeps
     */
    public record NewSession(Session session, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "NewSession[" + session.id() + "]";
        }
    }

    /** The session of a browser; empty when its time is over. */
    public Optional<Session> find(Transaction tx, String secret) {
        Instant now = clock.instant();
        return sessions.findBy(tx, "cookie", SecretHash.of(secret))
                .filter(session -> session.expiresAt().isAfter(now))
                .filter(session -> session.idleExpiresAt().isAfter(now));
    }

    /** The session with that id, whether or not its time is over. */
    public Optional<Session> byId(Transaction tx, String id) {
        return sessions.find(tx, id);
    }

    /**
     * Begins a session of a user who has just proved to be there.
     *
     * @param connection the name of the connection
     * @param methods how, as in {@code pwd}
     */
    public NewSession start(Transaction tx, String userId, String connection, List<String> methods, UserDevice device) {
        Instant now = clock.instant();
        removeExpired(tx, userId, now);
        TenantSettings tenant = settings.get(tx);
        String mode = tenant.text("session_cookie/mode", "persistent");
        String secret = identifiers.secret(SECRET_LENGTH);
        String time = WireTime.of(now);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", identifiers.secret(ID_LENGTH))
                .put("user_id", userId)
                .put("created_at", time)
                .put("authenticated_at", time)
                .put("updated_at", time)
                .put("connection", connection)
                .put(Session.COOKIE_HASH, SecretHash.of(secret));
        json.putObject("cookie").put("mode", mode);
        json.putArray("clients");
        var list = json.putObject("authentication").putArray("methods");
        methods.forEach(method -> list.addObject().put("name", method).put("timestamp", time));
        Session session = new Session(json);
        json.put("expires_at", WireTime.of(now.plus(lifetime(tenant, session, false))));
        use(tenant, session, device);
        return new NewSession(sessions.insert(tx, json), secret);
    }

    /** Of a user's oldest sessions those whose time is over: so they do not grow without end. */
    private void removeExpired(Transaction tx, String userId, Instant now) {
        sessions.list(tx, Map.of("user_id", userId), new Window.Offset(0, MAX_REMOVED, false)).items().stream()
                .filter(session -> !session.expiresAt().isAfter(now)
                        || !session.idleExpiresAt().isAfter(now))
                .forEach(session -> sessions.delete(tx, session.id()));
    }

    /** Notes that a session is used, for a client: it lasts on. */
    public Session touch(Transaction tx, Session session, String clientId, UserDevice device) {
        TenantSettings tenant = settings.get(tx);
        Instant shortened = Instant.parse(session.text("created_at", "")).plus(lifetime(tenant, session, false));
        // A longer lifetime is for new sessions; a shorter one for all.
        if (shortened.isBefore(session.expiresAt())) {
            session.json().put("expires_at", WireTime.of(shortened));
        }
        boolean known = false;
        for (var client : session.at("clients")) {
            known |= client.path("client_id").asText().equals(clientId);
        }
        if (!known) {
            session.json().withArrayProperty("clients").addObject().put("client_id", clientId);
        }
        use(tenant, session, device);
        return sessions.update(tx, session.json());
    }

    private void use(TenantSettings tenant, Session session, UserDevice device) {
        Instant now = clock.instant();
        Instant idle = now.plus(lifetime(tenant, session, true));
        Instant end = session.expiresAt();
        session.json()
                .put("last_interacted_at", WireTime.of(now))
                .put("updated_at", WireTime.of(now))
                .put("idle_expires_at", WireTime.of(idle.isBefore(end) ? idle : end));
        device.note(session.json().withObjectProperty("device"));
    }

    private static Duration lifetime(TenantSettings tenant, Session session, boolean idle) {
        String name = (idle ? "idle_" : "") + (session.isPersistent() ? "" : "ephemeral_") + "session_lifetime";
        double hours = tenant.at(name).asDouble(idle ? 72 : 168);
        return Duration.ofSeconds(Math.round(hours * 3_600));
    }

    /** Ends a session; that it has ended already is no error. */
    public void end(Transaction tx, Session session) {
        sessions.delete(tx, session.id());
    }
}
