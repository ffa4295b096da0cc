package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an API has set of its access tokens. Immutable.
 *
 * @param identifier the {@code aud} of its tokens
 * @param lifetime how long they are valid; a day unless the API says otherwise
 * @param rfc9068 whether they follow RFC 9068; if not they have the API's older form
 * @param withPermissions whether they carry {@code permissions}
 * @param algorithm what they are signed with; RS256 unless the API says otherwise
 * @param secret the secret to sign with when {@code algorithm} is HS256
 * @param encryption how they are encrypted; null when they are only signed
 */
public record AccessTokenSettings(
        String identifier,
        Duration lifetime,
        boolean rfc9068,
        boolean withPermissions,
        JWSAlgorithm algorithm,
        String secret,
        @Nullable TokenEncryption encryption) {
    private static final int DEFAULT_LIFETIME = 86_400;

    /**
     * Reads it off a resource server's document.
     *
     * @throws IllegalArgumentException when its encryption key cannot be read, or the secret to sign with is missing; the
     *     message is public
     */
    public static AccessTokenSettings of(ObjectNode document) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(document.path("signing_alg").asText("RS256"));
        String secret = document.path("signing_secret").asText();
        if (algorithm.equals(JWSAlgorithm.HS256) && secret.isEmpty()) {
            throw new IllegalArgumentException("signing_alg HS256 needs a signing_secret");
        }
        String dialect = document.path("token_dialect").asText("access_token");
        return new AccessTokenSettings(
                document.path("identifier").asText(),
                Duration.ofSeconds(document.path("token_lifetime").asInt(DEFAULT_LIFETIME)),
                dialect.startsWith("rfc9068_profile"),
                dialect.endsWith("_authz"),
                algorithm,
                secret,
                TokenEncryption.of(document.path("token_encryption")));
    }

    /** Those of tokens that are for the tenant's userinfo endpoint alone. */
    public static AccessTokenSettings userInfo(Tenant tenant) {
        return new AccessTokenSettings(
                tenant.userInfoAudience(),
                Duration.ofSeconds(DEFAULT_LIFETIME),
                false,
                false,
                JWSAlgorithm.RS256,
                "",
                null);
    }

    /** The same with another lifetime. */
    public AccessTokenSettings withLifetime(Duration other) {
        return new AccessTokenSettings(identifier, other, rfc9068, withPermissions, algorithm, secret, encryption);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessTokenSettings[" + identifier + "]";
    }
}
