package dev.gatehouse.server.oauth.token;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.gatehouse.server.oauth.OAuthError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client of a token request proves itself with (RFC 6749 §2.3). */
sealed interface PresentedCredentials {
    /** The client that it claims to be. */
    String clientId();

    /** {@code client_secret_basic} or {@code client_secret_post}. */
    record Secret(String clientId, String secret) implements PresentedCredentials {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Secret[" + clientId + "]";
        }
    }

    /** {@code private_key_jwt} (RFC 7523 §2.2). */
    record Assertion(String clientId, String assertion) implements PresentedCredentials {
        /** Without the assertion, which is valid for a while. */
        @Override
        public String toString() {
            return "Assertion[" + clientId + "]";
        }
    }

    /** Nothing: a public client only names itself. */
    record None(String clientId) implements PresentedCredentials {}

    /** The {@code client_assertion_type} of {@link Assertion}. */
    String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** An {@code Authorization} header of that scheme. */
    Pattern BASIC = Pattern.compile("(?i)basic .*", Pattern.DOTALL);

    /**
     * Reads them off a request.
     *
     * @param authorization the {@code Authorization} header; null for none
     * @throws dev.gatehouse.server.oauth.OAuthException when they are malformed, of more than one way, or none at all
     */
    static PresentedCredentials of(@Nullable String authorization, TokenParameters parameters) {
        boolean basic = authorization != null && BASIC.matcher(authorization).matches();
        String secret = parameters.get("client_secret");
        String assertion = parameters.get("client_assertion");
        // RFC 6749 §2.3: no more than one authentication method in each request.
        if ((basic ? 1 : 0) + (secret == null ? 0 : 1) + (assertion == null ? 0 : 1) > 1) {
            throw OAuthError.INVALID_REQUEST.refuse("More than one way of client authentication was used");
        }
        if (assertion != null) {
            return assertion(assertion, parameters);
        }
        if (basic && authorization != null) {
            return basic(authorization, parameters);
        }
        String clientId = parameters.require("client_id");
        return secret == null ? new None(clientId) : new Secret(clientId, secret);
    }

    private static PresentedCredentials assertion(String assertion, TokenParameters parameters) {
        if (!ASSERTION_TYPE.equals(parameters.get("client_assertion_type"))) {
            throw OAuthError.INVALID_REQUEST.refuse("client_assertion_type must be " + ASSERTION_TYPE);
        }
        String issuer = AssertionVerifier.issuer(assertion);
        String named = parameters.get("client_id");
        if (named != null && !named.equals(issuer)) {
            throw OAuthError.INVALID_CLIENT.refuse("client_id differs from the issuer of the client_assertion");
        }
        return new Assertion(issuer, assertion);
    }

    private static PresentedCredentials basic(String authorization, TokenParameters parameters) {
        try {
            ClientSecretBasic credentials = ClientSecretBasic.parse(authorization);
            String clientId = credentials.getClientID().getValue();
            String named = parameters.get("client_id");
            if (named != null && !named.equals(clientId)) {
                throw OAuthError.INVALID_REQUEST.refuse("client_id differs from that of the Authorization header");
            }
            return new Secret(clientId, credentials.getClientSecret().getValue());
        } catch (ParseException | IllegalArgumentException e) {
            throw OAuthError.INVALID_CLIENT.refuse("The Authorization header is malformed");
        }
    }
}
