package dev.gatehouse.server.oauth.token;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authorization.AuthorizationCode;
import dev.gatehouse.server.authorization.AuthorizationCodeStore;
import dev.gatehouse.server.authorization.AuthorizationCodeStore.StoredCode;
import dev.gatehouse.server.authorization.AuthorizedAccess;
import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.authorization.UserTokenIssuer.PreparedTokens;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.session.RefreshTokenStore;
import dev.gatehouse.server.session.RefreshTokenStore.Holder;
import dev.gatehouse.server.session.RefreshTokenStore.IssuedRefreshToken;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.token.RevocationStore;
import dev.gatehouse.server.token.RevocationStore.BlacklistedToken;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code authorization_code} (RFC 6749 §4.1.3, with PKCE of RFC 7636): a code is good for once, and its second use ends what the first
 * one gave.
 */
final class AuthorizationCodeGrant implements Grant {
    /** RFC 7636 §4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Database database;
    private final UserStore users;
    private final AuthorizationCodeStore codes;
    private final RefreshTokenStore refreshTokens;
    private final RevocationStore revocations = new RevocationStore();
    private final UserTokenIssuer tokens;
    private final AuthenticationEvents events;
    private final InstantSource clock;

    AuthorizationCodeGrant(
            Database database,
            UserStore users,
            AuthorizationCodeStore codes,
            RefreshTokenStore refreshTokens,
            UserTokenIssuer tokens,
            AuthenticationEvents events,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a code was redeemed for.
     *
     * @param tokens null when it was refused
     * @param refreshToken null for none
     * @param refusal null when it was not refused; a transaction that ends tokens must not be rolled back by it
     */
    private record Redemption(
            @Nullable PreparedTokens tokens,
            @Nullable String refreshToken,
            @Nullable OAuthException refusal) {
        static Redemption refused(String description) {
            return new Redemption(null, null, OAuthError.INVALID_GRANT.refuse(description));
        }
    }

    @Override
    public String type() {
        return "authorization_code";
    }

    @Override
    public boolean allowsPublicClients() {
        return true;
    }

    @Override
    public TokenEvents events() {
        return TokenEvents.AUTHORIZATION_CODE;
    }

    @Override
    public TokenResponse issue(TokenRequest request, Client client) {
        String code = request.parameters().require("code");
        Redemption redemption = database.write(request.tenant(), tx -> redeem(tx, request, client, code));
        PreparedTokens prepared = redemption.tokens();
        if (prepared == null) {
            throw Objects.requireNonNull(redemption.refusal());
        }
        return tokens.issue(request.tenant(), prepared).withRefreshToken(redemption.refreshToken());
    }

    private Redemption redeem(Transaction tx, TokenRequest request, Client client, String secret) {
        StoredCode stored = codes.find(tx, secret).orElse(null);
        if (stored == null || !stored.code().authorization().clientId().equals(client.id())) {
            return Redemption.refused("Invalid authorization code");
        }
        AuthorizationCode code = stored.code();
        if (stored.used()) {
            endTokens(tx, code);
            return Redemption.refused("Invalid authorization code");
        }
        if (stored.expired() || !code.isFor(request.parameters().get("redirect_uri"))) {
            return Redemption.refused("Invalid authorization code");
        }
        if (!isProven(code.codeChallenge(), request.parameters().get("code_verifier"))) {
            return Redemption.refused("Failed to verify code verifier");
        }
        User user = users.find(tx, code.authorization().userId()).orElse(null);
        if (user == null || user.blocked()) {
            return Redemption.refused("Invalid authorization code");
        }
        PreparedTokens prepared = tokens.prepare(tx, client, user, code.authorization(), null);
        IssuedRefreshToken refreshToken = refreshToken(tx, client, code.authorization(), request);
        code.redeemed(
                prepared.accessTokenId(),
                refreshToken == null ? null : refreshToken.token().id());
        if (!codes.use(tx, secret, code)) {
            throw OAuthError.INVALID_GRANT.refuse("Invalid authorization code"); // and what was written is not
        }
        events.append(
                tx,
                events().success(),
                Event.of(client, user).forAudience(code.authorization().audience()),
                request.device());
        return new Redemption(prepared, refreshToken == null ? null : refreshToken.value(), null);
    }

    private @Nullable IssuedRefreshToken refreshToken(
            Transaction tx, Client client, AuthorizedAccess authorization, TokenRequest request) {
        return authorization.scopes().contains("offline_access")
                ? refreshTokens.issue(
                        tx,
                        client,
                        new Holder(authorization.userId(), authorization.sessionId(), authorization.organizationId()),
                        authorization.audience(),
                        authorization.scopes(),
                        request.device())
                : null;
    }

    /** RFC 6749 §4.1.2: whoever has a code a second time may have had it the first time. */
    private void endTokens(Transaction tx, AuthorizationCode code) {
        String accessToken = code.accessTokenId();
        if (accessToken != null) {
            revocations.blacklist(tx, new BlacklistedToken(accessToken, ""), clock.instant());
        }
        String refreshToken = code.refreshTokenId();
        if (refreshToken != null) {
            refreshTokens.delete(tx, refreshToken);
        }
    }

    /** A verifier without a challenge is refused, too: somebody took the challenge out of the request (RFC 9700 §2.1.1). */
    private static boolean isProven(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null || verifier == null) {
            return challenge == null && verifier == null;
        }
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        String expected = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                .getValue();
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
