package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authorization.AuthorizationCodeStore;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.session.RefreshTokenStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.token.UsedAssertions;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.user.UserStore;
import java.time.InstantSource;
import java.util.List;

/**
 * The endpoints that issue and end tokens, put together: the one list of the grants there are.
 *
 * @param token issues them
 * @param revocation ends them
 */
public record TokenEndpoints(TokenEndpoint token, RevocationEndpoint revocation) {
    /** What they are made of. */
    public record Dependencies(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            UserStore users,
            AccessTokenIssuer accessTokens,
            UserTokenIssuer userTokens,
            PasswordAuthentication passwords,
            AuthenticationEvents events,
            CrossOrigin crossOrigin,
            Identifiers identifiers,
            InstantSource clock) {}

    public static TokenEndpoints of(Dependencies parts) {
        Database database = parts.database();
        ClientAuthenticator authenticator = new ClientAuthenticator(
                database,
                parts.documents(),
                new AssertionVerifier(database, parts.documents(), new UsedAssertions(), parts.clock()),
                parts.events());
        AuthenticatedClients clients =
                new AuthenticatedClients(authenticator, new FailedAuthentications(database, parts.clock()));
        RefreshTokenStore refreshTokens = new RefreshTokenStore(parts.documents(), parts.identifiers(), parts.clock());
        List<Grant> grants = List.of(
                new ClientCredentialsGrant(database, parts.documents(), parts.accessTokens()),
                new AuthorizationCodeGrant(
                        database,
                        parts.users(),
                        new AuthorizationCodeStore(parts.identifiers(), parts.clock()),
                        refreshTokens,
                        parts.userTokens(),
                        parts.events(),
                        parts.clock()),
                new RefreshTokenGrant(
                        database, parts.documents(), parts.users(), refreshTokens, parts.userTokens(), parts.events()),
                password(PasswordGrant.PASSWORD, parts, refreshTokens),
                password(PasswordGrant.REALM, parts, refreshTokens));
        return new TokenEndpoints(
                new TokenEndpoint(parts.tenants(), parts.crossOrigin(), clients, grants),
                new RevocationEndpoint(
                        parts.tenants(),
                        database,
                        parts.documents(),
                        clients,
                        refreshTokens,
                        parts.users(),
                        parts.events(),
                        parts.crossOrigin()));
    }

    private static Grant password(String type, Dependencies parts, RefreshTokenStore refreshTokens) {
        return new PasswordGrant(
                type,
                parts.database(),
                parts.documents(),
                parts.passwords(),
                refreshTokens,
                parts.userTokens(),
                parts.events());
    }
}
