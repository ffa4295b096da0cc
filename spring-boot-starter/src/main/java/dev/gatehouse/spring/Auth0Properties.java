package dev.gatehouse.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties below {@code auth0}. Each is the option of that name of {@code ManagementClient.builder()}; those that are null
 * keep the builder's default.
 *
 * @param credentials the {@code credentials.json} of a Gatehouse server, in place of domain, client and certificate
 */
@ConfigurationProperties("auth0")
public record Auth0Properties(
        @Nullable String domain,
        @Nullable URI baseUrl,
        @Nullable Path credentials,
        @Nullable String token,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String clientAssertionSigningKey,
        @Nullable String audience,
        @Nullable String scope,
        @Nullable Path trustedCertificates,
        @Nullable Integer maxRetries,
        @Nullable Duration connectTimeout,
        @Nullable Duration attemptTimeout,
        @Nullable Duration totalTimeout) {
    /** Shows no secret. */
    @Override
    public String toString() {
        return "Auth0Properties[domain=" + domain + ", clientId=" + clientId + "]";
    }
}
