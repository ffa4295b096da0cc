package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens: how they are issued and exchanged. On the wire one has two halves: the first finds it, the second proves it. Whoever
 * shows a first half with a second one that is not valid any more has had a token that was rotated since: then it was stolen from one of
 * two, and all of the family end (RFC 9700 §4.14.2). Hashes are stored. Thread-safe.
 */
public final class RefreshTokenStore {
    private static final String PREFIX = "v1.";
    private static final int HALF = 32;
    /** So many of a user and a client; the oldest goes. */
    private static final int MAX_TOKENS = 200;
    /** So many follow each other at once, where several pages exchange the same token within the leeway. */
    private static final int MAX_BRANCHES = 10;

    private static final String EXPIRES = "expires_at";
    private static final String IDLE_EXPIRES = "idle_expires_at";

    private final DocumentCollection<RefreshToken> tokens;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public RefreshTokenStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        tokens = documents.of(RefreshToken.KIND, RefreshToken::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A token and what its client keeps of it.
     *
     * @param value the token on the wire; null where the client keeps the one it has
     */
    public record IssuedRefreshToken(
            RefreshToken token, @Nullable String value) {
        /** Without the token. */
        @Override
        public String toString() {
            return "IssuedRefreshToken[" + token.id() + "]";
        }
    }

    /**
     * Whose a token is.
     *
     * @param sessionId the session that it is issued in; null for none
     * @param organizationId the organization; null for none
     */
    public record Holder(
            String userId,
            @Nullable String sessionId,
            @Nullable String organizationId) {}

    /**
     * Issues a token.
     *
     * @param holder whose it is
     * @param audience the API; that of the userinfo endpoint for none
     * @param scopes all that were granted
     */
    public IssuedRefreshToken issue(
            Transaction tx, Client client, Holder holder, String audience, List<String> scopes, UserDevice device) {
        makeRoom(tx, holder.userId(), client.id());
        Instant now = clock.instant();
        String lookup = identifiers.alphanumeric(HALF);
        String secret = identifiers.alphanumeric(HALF);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", Objects.requireNonNull(RefreshToken.KIND.newId(identifiers)))
                .put("user_id", holder.userId())
                .put("client_id", client.id())
                .put("session_id", holder.sessionId())
                .put("organization_id", holder.organizationId())
                .put("rotating", rotates(client))
                .put("created_at", WireTime.of(now))
                .put(RefreshToken.LOOKUP_HASH, SecretHash.of(lookup));
        json.putArray(RefreshToken.SECRET_HASHES).add(SecretHash.of(secret));
        scopes.forEach(json.putArray("scope")::add);
        json.putArray("resource_servers").addObject().put("audience", audience).put("scopes", String.join(" ", scopes));
        boolean endless = client.at("refresh_token/infinite_token_lifetime").asBoolean(true);
        json.put(EXPIRES, endless ? null : WireTime.of(now.plus(seconds(client, "token_lifetime", 2_592_000))));
        use(client, json, device);
        return new IssuedRefreshToken(tokens.insert(tx, json), PREFIX + lookup + secret);
    }

    private void makeRoom(Transaction tx, String userId, String clientId) {
        Map<String, String> keys = Map.of("user_id", userId, "client_id", clientId);
        if (tokens.count(tx, keys) >= MAX_TOKENS) {
            tokens.list(tx, keys, new Window.Offset(0, 1, false))
                    .items()
                    .forEach(oldest -> tokens.delete(tx, oldest.id()));
        }
    }

    private static boolean rotates(Client client) {
        return client.text("refresh_token/rotation_type", "").equals("rotating");
    }

    private static Duration seconds(Client client, String name, int otherwise) {
        return Duration.ofSeconds(client.number("refresh_token/" + name, otherwise));
    }

    private void use(Client client, ObjectNode json, UserDevice device) {
        Instant now = clock.instant();
        boolean endless =
                client.at("refresh_token/infinite_idle_token_lifetime").asBoolean(true);
        json.put(
                IDLE_EXPIRES,
                endless ? null : WireTime.of(now.plus(seconds(client, "idle_token_lifetime", 1_296_000))));
        device.note(json.withObjectProperty("device"));
    }

    /** What came of the exchange of a token. */
    public enum Outcome {
        EXCHANGED,
        /** There is no such token, or it has expired, or it is another client's. */
        UNKNOWN,
        /** It was rotated before: now the whole family has ended. */
        REUSED
    }

    /**
     * @param issued null unless it was exchanged
     * @param reused the token that ended; null unless it was reused
     */
    public record Exchange(
            Outcome outcome,
            @Nullable IssuedRefreshToken issued,
            @Nullable RefreshToken reused) {}

    /** Finds the token without using it. */
    public Optional<RefreshToken> find(Transaction tx, String value) {
        return byLookup(tx, value).filter(token -> contains(token, SecretHash.of(secret(value))));
    }

    private Optional<RefreshToken> byLookup(Transaction tx, String value) {
        boolean wellFormed = value.startsWith(PREFIX) && value.length() == PREFIX.length() + 2 * HALF;
        return wellFormed
                ? tokens.findBy(tx, "lookup", SecretHash.of(value.substring(PREFIX.length(), PREFIX.length() + HALF)))
                : Optional.empty();
    }

    private static String secret(String value) {
        return value.substring(PREFIX.length() + HALF);
    }

    private static boolean contains(RefreshToken token, String hash) {
        return token.texts(RefreshToken.SECRET_HASHES).contains(hash);
    }

    /** Exchanges a token for itself or, where it rotates, for the next of its family. */
    public Exchange exchange(Transaction tx, Client client, String value, UserDevice device) {
        Instant now = clock.instant();
        Optional<RefreshToken> found = byLookup(tx, value)
                .filter(token -> token.clientId().equals(client.id()))
                .filter(token -> token.isValidAt(now));
        if (found.isEmpty()) {
            return new Exchange(Outcome.UNKNOWN, null, null);
        }
        RefreshToken token = found.get();
        String hash = SecretHash.of(secret(value));
        boolean current = contains(token, hash);
        if (!current && !isWithinLeeway(client, token, hash, now)) {
            tokens.delete(tx, token.id());
            return new Exchange(Outcome.REUSED, null, token);
        }
        boolean rotates = rotates(client);
        String next = null;
        if (rotates || token.isRotating()) {
            String secret = identifiers.alphanumeric(HALF);
            rotate(token.json(), hash, SecretHash.of(secret), now);
            next = value.substring(0, PREFIX.length() + HALF) + secret;
        }
        token.json().put("rotating", rotates).put("last_exchanged_at", WireTime.of(now));
        use(client, token.json(), device);
        return new Exchange(Outcome.EXCHANGED, new IssuedRefreshToken(tokens.update(tx, token.json()), next), null);
    }

    private static boolean isWithinLeeway(Client client, RefreshToken token, String hash, Instant now) {
        Duration leeway = seconds(client, "leeway", 0);
        for (JsonNode rotated : token.at(RefreshToken.ROTATED)) {
            Instant at = Instant.parse(rotated.path("at").asText());
            if (rotated.path("hash").asText().equals(hash) && now.isBefore(at.plus(leeway))) {
                return true;
            }
        }
        return false;
    }

    private static void rotate(ObjectNode json, String before, String after, Instant now) {
        List<String> current = new ArrayList<>(new RefreshToken(json).texts(RefreshToken.SECRET_HASHES));
        boolean first = current.remove(before);
        current.add(after);
        ArrayNode list = json.putArray(RefreshToken.SECRET_HASHES);
        current.stream().skip(Math.max(0, current.size() - MAX_BRANCHES)).forEach(list::add);
        if (first) {
            ArrayNode rotated = json.withArrayProperty(RefreshToken.ROTATED);
            rotated.addObject().put("hash", before).put("at", WireTime.of(now));
            while (rotated.size() > MAX_BRANCHES) {
                rotated.remove(0);
            }
        }
    }

    /** Ends a token with its family; that it has ended already is no error. */
    public void delete(Transaction tx, String id) {
        tokens.delete(tx, id);
    }
}
