package dev.gatehouse.server.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.eventstream.RecordedEventStore;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.RequestHeaders;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.oauth.discovery.DiscoveryEndpoint;
import dev.gatehouse.server.oauth.discovery.JwksEndpoint;
import dev.gatehouse.server.oauth.token.TokenEndpoint;
import dev.gatehouse.server.oauth.token.TokenEndpoints;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.token.IdTokenIssuer;
import dev.gatehouse.server.token.JwtAccessTokenVerifier;
import dev.gatehouse.server.token.SigningKeys;
import dev.gatehouse.server.user.UserStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A tenant with its keys in a database, and the endpoints over it; time stands still until a test moves it. */
public final class OAuthServer implements AutoCloseable {
    public static final Tenant TENANT = new Tenant("acme", "acme.example");
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    public final Database database;
    public final DocumentStore documents;
    public final Identifiers identifiers = new Identifiers(new Random(1));
    public final SigningKeys keys;
    public final JwtAccessTokenVerifier verifier;
    public final TokenEndpoint token;
    public final DiscoveryEndpoint discovery;
    public final JwksEndpoint jwks;
    private Instant now = START;

    public OAuthServer(Path directory) {
        database = new SqliteDatabase(directory.resolve("gatehouse.db"));
        documents = new DocumentStore(
                new SecretBox(new byte[SecretBox.KEY_BYTES]),
                new Sequence(this::now),
                SecretMembers.ofKindsAlone(),
                StoredKinds.ALL);
        keys = signingKeys();
        verifier = new JwtAccessTokenVerifier(keys, this::now);
        Tenants tenants = new Tenants(List.of(TENANT));
        Sequence sequence = new Sequence(this::now);
        LogEvents log = new LogEvents(sequence);
        UserStore users = new UserStore(
                sequence,
                documents,
                new EventPublisher(
                        new EventStreamStore(documents, identifiers, this::now),
                        new RecordedEventStore(documents, sequence, identifiers, this::now),
                        database.changes(),
                        false,
                        this::now));
        AccessTokenIssuer accessTokens = new AccessTokenIssuer(keys, identifiers, this::now);
        AuthenticationEvents events = new AuthenticationEvents(log, documents);
        token = TokenEndpoints.of(new TokenEndpoints.Dependencies(
                        tenants,
                        database,
                        documents,
                        users,
                        accessTokens,
                        new UserTokenIssuer(documents, accessTokens, new IdTokenIssuer(keys, this::now)),
                        new PasswordAuthentication(
                                database,
                                users,
                                new PasswordStore(),
                                new PasswordHasher(64, 1, 1),
                                new AttackProtection(documents, this::now),
                                events,
                                this::now),
                        events,
                        new CrossOrigin(database, documents),
                        identifiers,
                        this::now))
                .token();
        discovery = new DiscoveryEndpoint(tenants, database, documents, token.grantTypes());
        jwks = new JwksEndpoint(tenants, keys);
        List<ObjectNode> first = keys.firstKeys(TENANT);
        database.write(TENANT, tx -> {
            first.forEach(key -> keys.insert(tx, key));
            return true;
        });
        insert(ResourceServer.KIND, "system", object().put("identifier", TENANT.managementAudience()));
    }

    /** The keys as another node of the same tenant sees them. */
    public SigningKeys signingKeys() {
        return new SigningKeys(database, documents, identifiers, this::now);
    }

    /** Makes the next signing key the current one. */
    public void rotateKeys() {
        ObjectNode made = keys.nextKey(TENANT);
        database.write(TENANT, tx -> keys.rotate(tx, made));
    }

    /** Revokes a signing key. */
    public void revokeKey(String keyId) {
        database.write(TENANT, tx -> keys.revoke(tx, keyId));
    }

    public Instant now() {
        return now;
    }

    public void wait(Duration duration) {
        now = now.plus(duration);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public void insert(Kind kind, String id, ObjectNode document) {
        database.write(TENANT, tx -> {
            documents.insert(tx, kind, id, document);
            return true;
        });
    }

    /** A client that may use {@code client_credentials}. */
    public ObjectNode insertClient(String id, String secret) {
        ObjectNode client = object().put("client_id", id).put("client_secret", secret);
        client.putArray("grant_types").add("client_credentials");
        insert(Client.KIND, id, client);
        return client;
    }

    public void insertGrant(String clientId, String audience, String... scopes) {
        ObjectNode grant = object().put("client_id", clientId).put("audience", audience);
        List.of(scopes).forEach(grant.putArray("scope")::add);
        insert(ClientGrant.KIND, "cgr_" + clientId + audience.hashCode(), grant);
    }

    public static Request request(String method, String path, Map<String, String> headers, String body) {
        return new Request(
                "req_1",
                method,
                false,
                TENANT.domain(),
                path,
                Map.of(),
                null,
                new SentHeaders(headers),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                null);
    }

    /** One field a name, in lower case. */
    private record SentHeaders(Map<String, String> fields) implements RequestHeaders {
        @Override
        public @Nullable String first(String name) {
            return fields.get(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public List<String> all(String name) {
            String value = first(name);
            return value == null ? List.of() : List.of(value);
        }
    }

    public static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        database.close();
    }
}
