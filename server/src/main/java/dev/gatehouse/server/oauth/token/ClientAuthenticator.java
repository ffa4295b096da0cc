package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which client is asking. An unknown client and a wrong secret are answered alike, after the same work.
 */
final class ClientAuthenticator {
    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String NO_SECRET = "-".repeat(64);
    /** RFC 6749 §A.1. */
    private static final Pattern CLIENT_ID = Pattern.compile("[ -~]{1,100}");

    private static final Pattern BASIC = Pattern.compile("(?i)basic .*", Pattern.DOTALL);

    private final Database database;
    private final DocumentStore documents;
    private final AssertionVerifier assertions;

    ClientAuthenticator(Database database, DocumentStore documents, AssertionVerifier assertions) {
        this.database = database;
        this.documents = documents;
        this.assertions = assertions;
    }

    /** The client that the request proves to come from. */
    ObjectNode authenticate(Tenant tenant, Request request, TokenParameters parameters) {
        String authorization = request.header("authorization");
        boolean basic = authorization != null && BASIC.matcher(authorization).matches();
        boolean bySecret = parameters.get("client_secret") != null;
        boolean byAssertion = parameters.get("client_assertion") != null;
        // RFC 6749 §2.3: no more than one authentication method in each request.
        if ((basic ? 1 : 0) + (bySecret ? 1 : 0) + (byAssertion ? 1 : 0) > 1) {
            throw OAuthError.INVALID_REQUEST.refuse("More than one way of client authentication was used");
        }
        if (byAssertion) {
            return byAssertion(tenant, parameters);
        }
        if (basic && authorization != null) {
            return basic(tenant, authorization, parameters);
        }
        return bySecret(tenant, parameters.require("client_id"), parameters.get("client_secret"), "client_secret_post");
    }

    private ObjectNode basic(Tenant tenant, String authorization, TokenParameters parameters) {
        try {
            ClientSecretBasic credentials = ClientSecretBasic.parse(authorization);
            String clientId = credentials.getClientID().getValue();
            String named = parameters.get("client_id");
            if (named != null && !named.equals(clientId)) {
                throw OAuthError.INVALID_REQUEST.refuse("client_id differs from that of the Authorization header");
            }
            return bySecret(tenant, clientId, credentials.getClientSecret().getValue(), "client_secret_basic");
        } catch (ParseException | IllegalArgumentException e) {
            throw OAuthError.INVALID_CLIENT.refuse("The Authorization header is malformed");
        }
    }

    private ObjectNode bySecret(Tenant tenant, String clientId, @Nullable String secret, String method) {
        Optional<ObjectNode> client = find(tenant, clientId);
        String expected = client.map(c -> c.path("client_secret").asText()).orElse(NO_SECRET);
        boolean right = secret != null && equal(expected, secret) && !expected.isEmpty();
        if (client.isEmpty() || !right || !allows(client.get(), method)) {
            throw unauthorized();
        }
        return client.get();
    }

    /** Both ways to send a secret are one to the API: it only tells secrets from assertions, and none at all. */
    private static boolean allows(ObjectNode client, String method) {
        if (client.path("client_authentication_methods").isObject()) {
            return false;
        }
        String configured = client.path("token_endpoint_auth_method").asText(method);
        return configured.startsWith("client_secret_");
    }

    private ObjectNode byAssertion(Tenant tenant, TokenParameters parameters) {
        if (!ASSERTION_TYPE.equals(parameters.get("client_assertion_type"))) {
            throw OAuthError.INVALID_REQUEST.refuse("client_assertion_type must be " + ASSERTION_TYPE);
        }
        String assertion = parameters.require("client_assertion");
        String clientId = AssertionVerifier.issuer(assertion);
        String named = parameters.get("client_id");
        if (named != null && !named.equals(clientId)) {
            throw OAuthError.INVALID_CLIENT.refuse("client_id differs from the issuer of the client_assertion");
        }
        Optional<ObjectNode> client = find(tenant, clientId);
        assertions.verify(tenant, client, assertion);
        return client.orElseThrow();
    }

    private Optional<ObjectNode> find(Tenant tenant, String clientId) {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        return database.read(tenant, tx -> documents.find(tx, Kind.CLIENT, clientId));
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static OAuthException unauthorized() {
        return OAuthError.UNAUTHORIZED.refuse("Unauthorized");
    }
}
