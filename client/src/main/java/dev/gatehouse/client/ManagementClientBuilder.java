package dev.gatehouse.client;

import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.call.RetryPolicy;
import dev.gatehouse.client.call.Timer;
import dev.gatehouse.client.http.JdkTransport;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.http.Trust;
import dev.gatehouse.client.token.ClientAssertion;
import dev.gatehouse.client.token.ClientAuthentication;
import dev.gatehouse.client.token.ClientCredentialsToken;
import dev.gatehouse.client.token.FixedToken;
import dev.gatehouse.client.token.TokenProvider;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of a {@link ManagementClient}. Not thread-safe. */
public final class ManagementClientBuilder {
    private @Nullable String domain;
    private @Nullable URI baseUrl;
    private @Nullable Supplier<String> token;
    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private @Nullable PrivateKey signingKey;
    private String signingAlgorithm = "RS256";
    private @Nullable String audience;
    private @Nullable String scope;
    private boolean cacheTokens = true;
    private @Nullable Duration tokenTtl;
    private @Nullable TokenProvider tokenProvider;
    private RetryPolicy retry = new RetryPolicy(3, false);
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean telemetry = true;
    private @Nullable ProxySelector proxy;
    private @Nullable Path trustedCertificates;
    private @Nullable Transport transport;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration attemptTimeout = Duration.ofSeconds(30);
    private Duration totalTimeout = Duration.ofSeconds(60);
    private InstantSource clock = Clock.systemUTC();
    private Timer timer = Timer.system();

    ManagementClientBuilder() {}

    /** The tenant's domain, as in {@code example.eu.auth0.com} or {@code localhost:8443}. Required. */
    public ManagementClientBuilder domain(String value) {
        domain = value;
        return this;
    }

    /** Where the tenant is reached, when that is not {@code https://} and its domain. */
    public ManagementClientBuilder baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    /** A token of yours, sent with every call. */
    public ManagementClientBuilder token(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The token must not be empty");
        }
        return token(() -> value);
    }

    /** Tokens of yours: asked for with every call. Must be thread-safe. */
    public ManagementClientBuilder token(Supplier<String> value) {
        token = value;
        return this;
    }

    /** The client to get tokens for; goes with a secret or a signing key. */
    public ManagementClientBuilder clientId(String value) {
        clientId = value;
        return this;
    }

    /** The client's secret. */
    public ManagementClientBuilder clientSecret(String value) {
        clientSecret = value;
        return this;
    }

    /** The key that the client proves itself with instead of a secret: RSA, in PEM (PKCS#8). */
    public ManagementClientBuilder clientAssertionSigningKey(String pem) {
        return clientAssertionSigningKey(ClientAssertion.parseKey(pem));
    }

    /** The key that the client proves itself with instead of a secret. */
    public ManagementClientBuilder clientAssertionSigningKey(PrivateKey value) {
        signingKey = value;
        return this;
    }

    /** What that key signs with: RS256, which is the default, RS384 or PS256. */
    public ManagementClientBuilder clientAssertionSigningAlg(String value) {
        signingAlgorithm = value;
        return this;
    }

    /** The audience of tokens; {@code https://DOMAIN/api/v2/} by default. */
    public ManagementClientBuilder audience(String value) {
        audience = value;
        return this;
    }

    /** The scopes to ask for, separated by spaces; by default all that are granted. */
    public ManagementClientBuilder scope(String value) {
        scope = value;
        return this;
    }

    /** Whether tokens are kept until they expire; true by default. */
    public ManagementClientBuilder enableTokenCache(boolean value) {
        cacheTokens = value;
        return this;
    }

    /** How long a token is kept at most; by default until it expires. */
    public ManagementClientBuilder tokenCacheTtl(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The TTL of the token cache must be greater than 0");
        }
        tokenTtl = value;
        return this;
    }

    /** Tokens from anywhere. */
    public ManagementClientBuilder tokenProvider(TokenProvider value) {
        tokenProvider = value;
        return this;
    }

    /** How often a call is sent again, at most 10 times; 3 by default, 0 for never. */
    public ManagementClientBuilder maxRetries(int value) {
        retry = new RetryPolicy(value, retry.unsafeToo());
        return this;
    }

    /** Whether POST and PATCH are sent again after a lost connection or a 5xx too, though they may have been done. */
    public ManagementClientBuilder retryUnsafeCalls(boolean value) {
        retry = new RetryPolicy(retry.maximum(), value);
        return this;
    }

    /** A header to send with every call. */
    public ManagementClientBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Whether calls say which client they come from ({@code Auth0-Client}); true by default. */
    public ManagementClientBuilder telemetry(boolean value) {
        telemetry = value;
        return this;
    }

    /** The proxy to use, for tokens too; by default none. */
    public ManagementClientBuilder proxy(ProxySelector value) {
        proxy = value;
        return this;
    }

    /** A file of certificates in PEM to trust beside the JDK's own, as the {@code ca.pem} of a local tenant. */
    public ManagementClientBuilder trustedCertificates(Path value) {
        trustedCertificates = value;
        return this;
    }

    /** Another way to send requests; proxy, trust and the connect time-out are then its own matter. */
    public ManagementClientBuilder transport(Transport value) {
        transport = value;
        return this;
    }

    /** How long connecting may take; 10 seconds by default. */
    public ManagementClientBuilder connectTimeout(Duration value) {
        connectTimeout = positive(value);
        return this;
    }

    /** How long one attempt may take; 30 seconds by default. */
    public ManagementClientBuilder attemptTimeout(Duration value) {
        attemptTimeout = positive(value);
        return this;
    }

    /** How long a call may take with all its attempts and waits; 60 seconds by default. */
    public ManagementClientBuilder totalTimeout(Duration value) {
        totalTimeout = positive(value);
        return this;
    }

    /** The clock and the timer, for tests. */
    ManagementClientBuilder time(InstantSource source, Timer waits) {
        clock = source;
        timer = waits;
        return this;
    }

    private static Duration positive(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("A time-out must be greater than 0");
        }
        return value;
    }

    /**
     * Makes the client. It sends nothing yet.
     *
     * @throws IllegalArgumentException when an option is missing, or two contradict each other
     */
    public ManagementClient build() {
        if (domain == null || domain.isBlank()) {
            throw new IllegalArgumentException("A domain is required");
        }
        URI base = baseUrl == null ? URI.create("https://" + domain) : baseUrl;
        String root = base.toString().replaceAll("/+$", "");
        Transport sending = transport == null
                ? new JdkTransport(
                        connectTimeout,
                        trustedCertificates == null ? null : Trust.authorities(trustedCertificates),
                        proxy)
                : transport;
        TokenProvider tokens = tokens(root, sending);
        Map<String, String> sent = new LinkedHashMap<>();
        if (telemetry) {
            sent.put("auth0-client", Telemetry.header());
        }
        sent.putAll(headers);
        HttpApi api = new HttpApi(new HttpApi.Settings(
                URI.create(root + "/api/v2"),
                sent,
                sending,
                tokens,
                retry,
                attemptTimeout,
                totalTimeout,
                clock,
                timer));
        return new ManagementClient(api, sending, tokens);
    }

    private TokenProvider tokens(String root, Transport sending) {
        if (tokenProvider != null) {
            return tokenProvider;
        }
        if (token != null) {
            return new FixedToken(token);
        }
        if (clientId == null) {
            throw new IllegalArgumentException(
                    "A token, or a clientId with a clientSecret or a" + " clientAssertionSigningKey, is required");
        }
        return new ClientCredentialsToken(
                sending,
                new ClientCredentialsToken.Settings(
                        URI.create(root + "/oauth/token"),
                        clientId,
                        authentication(clientId),
                        audience == null ? "https://" + domain + "/api/v2/" : audience,
                        scope,
                        cacheTokens,
                        tokenTtl,
                        attemptTimeout),
                clock);
    }

    private ClientAuthentication authentication(String id) {
        if (signingKey != null) {
            return new ClientAssertion(id, "https://" + domain + "/", signingKey, signingAlgorithm, clock);
        }
        if (clientSecret == null || clientSecret.isBlank()) {
            throw new IllegalArgumentException("clientId needs a clientSecret or a clientAssertionSigningKey");
        }
        return ClientAuthentication.secret(clientSecret);
    }
}
