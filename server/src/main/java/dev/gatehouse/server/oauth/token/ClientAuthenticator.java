package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Authenticates the client of a token request. An unknown client and a wrong secret are refused alike, after the same work.
 * Thread-safe.
 */
final class ClientAuthenticator {
    private static final String NO_SECRET = "-".repeat(64);
    /** RFC 6749 §A.1. */
    private static final Pattern CLIENT_ID = Pattern.compile("[ -~]{1,100}");

    private final Database database;
    private final DocumentCollection<Client> clients;
    private final AssertionVerifier assertions;
    private final AuthenticationEvents events;

    ClientAuthenticator(
            Database database, DocumentStore documents, AssertionVerifier assertions, AuthenticationEvents events) {
        this.database = database;
        clients = documents.of(Client.KIND, Client::new);
        this.assertions = assertions;
        this.events = events;
    }

    /**
     * The client that the request proves to come from.
     *
     * @param publicClients whether a client that has nothing to prove itself with may only name itself
     * @throws OAuthException when it proves nothing
     */
    Client authenticate(TokenRequest request, boolean publicClients) {
        Tenant tenant = request.tenant();
        PresentedCredentials credentials = request.credentials();
        Optional<Client> client = find(tenant, credentials.clientId());
        if (credentials instanceof PresentedCredentials.Assertion sent) {
            assertions.verify(tenant, client, sent.assertion());
            return client.orElseThrow();
        }
        boolean proven = credentials instanceof PresentedCredentials.Secret sent
                ? hasSecret(client, sent.secret())
                : publicClients && client.filter(Client::isPublic).isPresent();
        if (!proven) {
            throw OAuthError.UNAUTHORIZED.refuse("Unauthorized");
        }
        return client.orElseThrow();
    }

    /**
     * Adds an event to the tenant's log, when there is such a client: made-up ones would fill it.
     *
     * @param type the type of event
     */
    void logFailure(TokenRequest request, String type, String description) {
        Optional<Client> client = find(request.tenant(), request.credentials().clientId());
        client.ifPresent(known -> database.write(request.tenant(), tx -> {
            Event event = new Event(known, null, null, null, null, description);
            events.append(tx, type, event, request.device());
            return true;
        }));
    }

    private static boolean hasSecret(Optional<Client> client, String secret) {
        String expected = client.map(Client::secret).orElse(NO_SECRET);
        boolean right = equal(expected, secret) && !expected.isEmpty();
        return right && client.filter(Client::authenticatesBySecret).isPresent();
    }

    private Optional<Client> find(Tenant tenant, String clientId) {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        return database.read(tenant, tx -> clients.find(tx, clientId));
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
