package dev.gatehouse.server.oauth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.OAuthServer;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.token.UsedAssertions;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.token.AccessTokenSettings;
import dev.gatehouse.server.token.TokenSubject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the endpoint does for every grant, tried with one of its own. */
class GrantPhasesTest {
    @TempDir
    private Path directory;

    private OAuthServer server;
    private LogEvents events;

    @BeforeEach
    void start() {
        server = new OAuthServer(directory);
        events = new LogEvents(new Sequence(server::now));
        insert("confidential", "client_secret_post", "echo");
        insert("public", "none", "echo");
        insert("other", "none", "client_credentials");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void insert(String id, String method, String grant) {
        ObjectNode client = OAuthServer.object()
                .put("client_id", id)
                .put("client_secret", "s3cret-of-16-chars")
                .put("token_endpoint_auth_method", method);
        client.putArray("grant_types").add(grant);
        server.insert(Client.KIND, id, client);
    }

    /** Allows whatever was asked for; a code {@code bad} breaks a domain rule. */
    private record EchoGrant(AccessTokenIssuer issuer, boolean allowsPublicClients) implements Grant {
        @Override
        public String type() {
            return "echo";
        }

        @Override
        public TokenResponse issue(TokenRequest request, Client client) {
            if ("bad".equals(request.parameters().get("code"))) {
                throw ErrorCode.INEXISTENT_USER.refuse();
            }
            TokenSubject subject = new TokenSubject("auth0|1", client.id(), "password");
            ObjectNode api = OAuthServer.object().put("identifier", "urn:api").put("token_lifetime", 60);
            AccessTokenSettings settings = AccessTokenSettings.of(api);
            List<String> scopes = List.copyOf(request.scopes());
            String token = issuer.issue(OAuthServer.TENANT, subject, settings, scopes);
            return new TokenResponse(token, settings.lifetime(), scopes, null, null);
        }
    }

    private Response send(boolean publicClients, String parameters) {
        ClientAuthenticator authenticator = new ClientAuthenticator(
                server.database,
                server.documents,
                new AssertionVerifier(server.database, server.documents, new UsedAssertions(), server::now),
                new AuthenticationEvents(events, server.documents));
        TokenEndpoint endpoint = new TokenEndpoint(
                new Tenants(List.of(OAuthServer.TENANT)),
                new CrossOrigin(server.database, server.documents),
                new AuthenticatedClients(authenticator, new FailedAuthentications(server.database, server::now)),
                List.of(new EchoGrant(
                        new AccessTokenIssuer(server.keys, server.identifiers, server::now), publicClients)));
        return endpoint.handle(OAuthServer.request(
                "POST",
                TokenEndpoint.PATH,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "grant_type=echo&" + parameters));
    }

    private static void assertRefused(Response response, int status, String body) {
        assertThat(OAuthServer.text(response)).isEqualTo(body);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("cache-control")).isEqualTo("no-store");
    }

    @Test
    void noGrantIsAskedBeforeTheClientIsAuthenticated() {
        String unauthorized = "{\"error\":\"access_denied\",\"error_description\":\"Unauthorized\"}";

        assertRefused(send(false, "client_id=confidential&client_secret=wrong&code=bad"), 401, unauthorized);
        assertRefused(send(true, "client_id=confidential&code=bad"), 401, unauthorized);
        assertRefused(send(false, "client_id=public&code=bad"), 401, unauthorized);
        assertRefused(send(true, "client_id=nobody&code=bad"), 401, unauthorized);
        assertRefused(send(true, "client_id=public&client_secret=s3cret-of-16-chars&code=bad"), 401, unauthorized);
    }

    @Test
    void noGrantIsAskedThatTheClientMayNotUse() {
        assertRefused(
                send(true, "client_id=other&code=bad"),
                403,
                "{\"error\":\"unauthorized_client\",\"error_description\":\"Grant type 'echo' not allowed for the client.\"}");
    }

    @Test
    void domainRulesRefuseInTheFormOfOAuth() {
        assertRefused(
                send(true, "client_id=public&code=bad"),
                404,
                "{\"error\":\"inexistent_user\",\"error_description\":\"The user does not exist.\"}");
    }

    @Test
    void issuesWhatTheGrantAllows() throws Exception {
        Response response = send(true, "client_id=public&scope=read:it+write:it");

        assertThat(response.status()).isEqualTo(200);
        ObjectNode body = (ObjectNode) new JsonMapper().readTree(response.body());
        assertThat(body.path("scope").asText()).isEqualTo("read:it write:it");
        assertThat(body.path("expires_in").asInt()).isEqualTo(60);
        Map<String, Object> claims = SignedJWT.parse(body.path("access_token").asText())
                .getJWTClaimsSet()
                .getClaims();
        assertThat(claims)
                .containsEntry("sub", "auth0|1")
                .containsEntry("azp", "public")
                .containsEntry("gty", "password");
    }
}
