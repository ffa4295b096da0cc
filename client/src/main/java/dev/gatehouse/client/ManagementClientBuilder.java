package dev.gatehouse.client;

import dev.gatehouse.client.async.ClientThreads;
import dev.gatehouse.client.async.ConcurrencyLimit;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.attempt.AttemptLog;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.attempt.Compression;
import dev.gatehouse.client.attempt.Pacer;
import dev.gatehouse.client.attempt.RetryPolicy;
import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.http.CallListener;
import dev.gatehouse.client.http.HeaderOptions;
import dev.gatehouse.client.http.Interceptor;
import dev.gatehouse.client.http.RequestOptions;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.http.TransportFactory;
import dev.gatehouse.client.http.TransportOptions;
import dev.gatehouse.client.http.Trust;
import dev.gatehouse.client.http1.Connector;
import dev.gatehouse.client.http1.SocketTransport;
import dev.gatehouse.client.limit.Limiter;
import dev.gatehouse.client.oauth.ClientAssertion;
import dev.gatehouse.client.oauth.ClientAuthentication;
import dev.gatehouse.client.oauth.ClientCredentialsTokenProvider;
import dev.gatehouse.client.oauth.SuppliedTokenProvider;
import dev.gatehouse.client.token.AssertionSigner;
import dev.gatehouse.client.token.TokenProvider;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The options of a {@link ManagementClient}. None may be null. Not thread-safe. */
public final class ManagementClientBuilder {
    private @Nullable String domain;
    private @Nullable URI baseUrl;
    private @Nullable Supplier<String> token;
    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private @Nullable PrivateKey signingKey;
    private @Nullable AssertionSigner signer;
    private String signingAlgorithm = "RS256";
    private @Nullable String audience;
    private @Nullable String scope;
    private boolean cacheTokens = true;
    private @Nullable Duration tokenTtl;
    private @Nullable TokenProvider tokenProvider;
    private RetryPolicy retry = new RetryPolicy(3, false);
    private static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_QUEUE_TIMEOUT = Duration.ofMinutes(10);

    private final HeaderOptions headers = new HeaderOptions();
    private boolean telemetry = true;
    private @Nullable ProxySelector proxy;
    private @Nullable String proxyAuthorization;
    private @Nullable Path trustedCertificates;
    private @Nullable TransportFactory transport;
    private final List<Interceptor> interceptors = new ArrayList<>();
    private @Nullable Limiter limiter;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration attemptTimeout = Duration.ofSeconds(30);
    private @Nullable Duration totalTimeout;
    private @Nullable Duration queueTimeout;
    private int maxConcurrentRequests = 64;
    private boolean rateLimitPacing = true;
    private final List<CallListener> listeners = new ArrayList<>();
    private InstantSource clock = Clock.systemUTC();
    private @Nullable Timer timer;
    private @Nullable Executor executor;

    ManagementClientBuilder() {}

    /** The tenant's domain, a host and perhaps a port, as in {@code example.eu.auth0.com} or {@code localhost:8443}. Required. */
    public ManagementClientBuilder domain(String value) {
        domain = value;
        return this;
    }

    /**
     * Where the tenant is reached, when that is not {@code https://} and its domain.
     *
     * @throws IllegalArgumentException when it is not an absolute HTTP address, or has a query or a user
     */
    public ManagementClientBuilder baseUrl(URI value) {
        boolean http = "https".equalsIgnoreCase(value.getScheme()) || "http".equalsIgnoreCase(value.getScheme());
        boolean plain = value.getRawQuery() == null && value.getRawFragment() == null && value.getUserInfo() == null;
        if (!http || value.getHost() == null || !plain) {
            throw new IllegalArgumentException("The base URL must be http or https, with a host and at most a path");
        }
        baseUrl = value;
        return this;
    }

    /**
     * A token of yours, sent with every call. It goes before a client's credentials.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public ManagementClientBuilder token(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The token must not be empty");
        }
        return token(() -> value);
    }

    /**
     * Tokens of yours: asked for with every attempt of a call, on any thread. It goes before a client's credentials.
     *
     * @param value must be thread-safe, and should not take long
     */
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

    /**
     * The key that the client proves itself with ({@code private_key_jwt}) instead of a secret, before which it goes.
     *
     * @param pem an RSA key in PEM, PKCS#8 or PKCS#1
     * @throws IllegalArgumentException when it is not that
     */
    public ManagementClientBuilder clientAssertionSigningKey(String pem) {
        return clientAssertionSigningKey(ClientAssertion.parseKey(pem));
    }

    /**
     * The key that the client proves itself with ({@code private_key_jwt}) instead of a secret, before which it goes.
     *
     * @param value an RSA key
     */
    public ManagementClientBuilder clientAssertionSigningKey(PrivateKey value) {
        signingKey = value;
        return this;
    }

    /**
     * Signs what the client proves itself with ({@code private_key_jwt}) where the key cannot be had, as in a key management
     * service. It goes before a signing key and a secret.
     *
     * @param value signs by {@link #clientAssertionSigningAlg}; asked for each token, on any thread
     */
    public ManagementClientBuilder clientAssertionSigner(AssertionSigner value) {
        signer = value;
        return this;
    }

    /** What assertions are signed with: RS256, which is the default, RS384 or PS256. */
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

    /**
     * How long a token is kept at most; by default until 10 seconds before it expires.
     *
     * @throws IllegalArgumentException when it is not greater than 0
     */
    public ManagementClientBuilder tokenCacheTtl(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The TTL of the token cache must be greater than 0");
        }
        tokenTtl = value;
        return this;
    }

    /** Tokens from anywhere. It goes before a token and before a client's credentials. */
    public ManagementClientBuilder tokenProvider(TokenProvider value) {
        tokenProvider = value;
        return this;
    }

    /**
     * How often a call is sent again; 3 by default, 0 for never. Requests for tokens are sent again as often.
     *
     * @throws IllegalArgumentException when it is not from 0 to 10
     */
    public ManagementClientBuilder maxRetries(int value) {
        retry = new RetryPolicy(value, retry.retryUnsafe());
        return this;
    }

    /**
     * Whether POST and PATCH are sent again after a lost connection or a 5xx too, though they may have been done; false by
     * default. After a 429 they always are.
     */
    public ManagementClientBuilder retryUnsafeCalls(boolean value) {
        retry = new RetryPolicy(retry.maximum(), value);
        return this;
    }

    /**
     * A header to send with every call, and with requests for tokens.
     *
     * @throws IllegalArgumentException for one that cannot be sent, or that the client sets itself: Accept, Authorization,
     *     Content-Type, and those of the connection
     */
    public ManagementClientBuilder header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Whether calls say which client they come from ({@code Auth0-Client}); true by default. */
    public ManagementClientBuilder telemetry(boolean value) {
        telemetry = value;
        return this;
    }

    /**
     * The proxy to go by, for requests for tokens too; by default what the JDK is told by its system properties, such as
     * {@code https.proxyHost}. {@code ProxySelector.of(null)} is for none.
     */
    public ManagementClientBuilder proxy(ProxySelector value) {
        proxy = value;
        return this;
    }

    /**
     * Who the client is to the proxy (Basic, RFC 7617); nobody else is sent it.
     *
     * @throws IllegalArgumentException when there is a colon in the user's name
     */
    public ManagementClientBuilder proxyCredentials(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("The name of the proxy's user must not have a colon");
        }
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        proxyAuthorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        return this;
    }

    /**
     * A file of certificates in PEM to trust beside the JDK's own, as the {@code ca.pem} of a local tenant. It is read when the
     * client is built.
     */
    public ManagementClientBuilder trustedCertificates(Path value) {
        trustedCertificates = value;
        return this;
    }

    /**
     * Another way to send requests; proxy, trust and the connect time-out are then its own matter. It is closed with the
     * client.
     */
    public ManagementClientBuilder transport(Transport value) {
        Objects.requireNonNull(value, "transport");
        return transport(options -> value);
    }

    /**
     * Another way to send requests, made with the client's proxy, trust and connect time-out when the client is built, as in
     * {@code transport(HttpClientTransport::new)} for the JDK's HTTP client. It is closed with the client.
     */
    public ManagementClientBuilder transport(TransportFactory value) {
        transport = Objects.requireNonNull(value, "transport");
        return this;
    }

    /** Stands between the client and its transport; of several, each sees what the one set before it sends on. */
    public ManagementClientBuilder interceptor(Interceptor value) {
        interceptors.add(value);
        return this;
    }

    /**
     * Holds calls back ahead of the API's limits; by default none does. A call that would be held back for longer than its
     * time fails at once.
     */
    public ManagementClientBuilder limiter(Limiter value) {
        limiter = value;
        return this;
    }

    /**
     * How long connecting may take; 10 seconds by default.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public ManagementClientBuilder connectTimeout(Duration value) {
        connectTimeout = RequestOptions.checked(value);
        return this;
    }

    /**
     * How long one attempt may take; 30 seconds by default.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public ManagementClientBuilder attemptTimeout(Duration value) {
        attemptTimeout = RequestOptions.checked(value);
        return this;
    }

    /**
     * How long a call may take with all its attempts and waits; 60 seconds by default.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public ManagementClientBuilder totalTimeout(Duration value) {
        totalTimeout = RequestOptions.checked(value);
        return this;
    }

    /**
     * The time for waiting until one of the {@linkplain #maxConcurrentRequests concurrent requests} is free. The total time-out
     * begins after that. By default 10 minutes, so that a program may start any number of asynchronous calls; when a total
     * time-out is set and this is not, waiting is part of the total.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public ManagementClientBuilder queueTimeout(Duration value) {
        queueTimeout = RequestOptions.checked(value);
        return this;
    }

    /**
     * How many requests of this client may be under way at once; 64 by default. Further calls wait in order, without a thread
     * and without having begun their attempt.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public ManagementClientBuilder maxConcurrentRequests(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxConcurrentRequests must be at least 1, and is " + value);
        }
        maxConcurrentRequests = value;
        return this;
    }

    /**
     * Whether calls wait before they are sent when responses say that the rate limit is used up, instead of being refused with a
     * 429 and repeated; true by default.
     */
    public ManagementClientBuilder rateLimitPacing(boolean value) {
        rateLimitPacing = value;
        return this;
    }

    /** Is told of each call, with its outcome, attempts and waits; for metrics and traces. There may be several. */
    public ManagementClientBuilder callListener(CallListener value) {
        listeners.add(Objects.requireNonNull(value, "callListener"));
        return this;
    }

    /** The clock and the timer, for tests. */
    ManagementClientBuilder time(InstantSource source, Timer waits) {
        clock = source;
        timer = waits;
        return this;
    }

    /** The threads, for tests. */
    ManagementClientBuilder threads(Executor value) {
        executor = value;
        return this;
    }

    /**
     * Makes the client. It sends nothing yet.
     *
     * @throws IllegalArgumentException when an option that is needed is missing, or one does not fit
     */
    public ManagementClient build() {
        String root = root();
        TokenSource source = tokenSource();
        ClientThreads own = new ClientThreads();
        Executor threads = executor == null ? own : executor;
        TimeSource time = new TimeSource(clock, timer == null ? Timer.on(threads) : timer);
        AttemptSettings sending = sending(intercepted(threads), time, threads);
        Map<String, String> sent = new LinkedHashMap<>();
        if (telemetry) {
            sent.put("auth0-client", Telemetry.header());
        }
        sent.putAll(headers.values());
        TokenProvider tokens = source.over(sending, URI.create(root + "/oauth/token"), sent);
        Pacer pacer = rateLimitPacing ? new Pacer(time, threads) : null;
        HttpApi api = new HttpApi(
                new HttpApi.Settings(URI.create(root + "/api/v2"), sent, tokens, sending, limiter, pacer, listeners));
        return new ManagementClient(api, sending, tokens, own, root.startsWith("http:"));
    }

    private AttemptSettings sending(Transport over, TimeSource time, Executor threads) {
        Duration queue = queueTimeout == null && totalTimeout == null ? DEFAULT_QUEUE_TIMEOUT : queueTimeout;
        Duration total = totalTimeout == null ? DEFAULT_TOTAL_TIMEOUT : totalTimeout;
        return new AttemptSettings(
                over,
                retry,
                attemptTimeout,
                total,
                queue,
                time,
                threads,
                new ConcurrencyLimit(maxConcurrentRequests, threads));
    }

    /** The interceptor set first is the outermost; the log sees what really leaves. */
    private Transport intercepted(Executor threads) {
        SSLContext trust = trustedCertificates == null ? null : Trust.authorities(trustedCertificates);
        TransportOptions options = new TransportOptions(connectTimeout, trust, proxy, proxyAuthorization);
        Transport innermost = transport == null
                ? new SocketTransport(Connector.of(options), Timer.on(threads), threads)
                : transport.create(options);
        Transport intercepted = new Compression().over(new AttemptLog(clock).over(innermost));
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            intercepted = interceptors.get(i).over(intercepted);
        }
        return intercepted;
    }

    private String root() {
        if (domain == null || domain.isBlank()) {
            throw new IllegalArgumentException("A domain is required");
        }
        if (!domain.matches("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?")) {
            throw new IllegalArgumentException(
                    "The domain must be a host and perhaps a port, as in example.eu.auth0.com, and is " + domain);
        }
        if (URI.create("https://" + domain).getHost() == null) {
            throw new IllegalArgumentException(
                    "The domain must be a host name, without an underscore or a label that ends in '-', and is "
                            + domain);
        }
        return baseUrl == null ? "https://" + domain : baseUrl.toString().replaceAll("/+$", "");
    }

    /**
     * Takes what a Gatehouse server wrote to its {@code credentials.json}: domain, base URL, audience, the client's credentials
     * and the authority to trust. Options that are set later replace them.
     *
     * @throws IllegalArgumentException when the file cannot be read or is another one
     */
    public ManagementClientBuilder credentials(Path file) {
        CredentialsFile.read(file).applyTo(this);
        return this;
    }

    /**
     * Takes what the environment says, under the names that Auth0's command line and Terraform provider read: {@code
     * AUTH0_DOMAIN}, {@code AUTH0_API_TOKEN}, {@code AUTH0_CLIENT_ID}, {@code AUTH0_CLIENT_SECRET}, {@code AUTH0_AUDIENCE},
     * {@code AUTH0_CLIENT_ASSERTION_PRIVATE_KEY} and {@code AUTH0_CLIENT_ASSERTION_SIGNING_ALG}; also {@code AUTH0_BASE_URL},
     * and {@code AUTH0_TRUSTED_CERTIFICATES} for the file of a local tenant's authority. What is not there, or empty, stays.
     */
    public ManagementClientBuilder environment() {
        return environment(System.getenv());
    }

    ManagementClientBuilder environment(Map<String, String> variables) {
        Map<String, Consumer<String>> options = Map.of(
                "AUTH0_DOMAIN", this::domain,
                "AUTH0_BASE_URL", value -> baseUrl(URI.create(value)),
                "AUTH0_API_TOKEN", this::token,
                "AUTH0_CLIENT_ID", this::clientId,
                "AUTH0_CLIENT_SECRET", this::clientSecret,
                "AUTH0_AUDIENCE", this::audience,
                "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY", this::clientAssertionSigningKey,
                "AUTH0_CLIENT_ASSERTION_SIGNING_ALG", this::clientAssertionSigningAlg,
                "AUTH0_TRUSTED_CERTIFICATES", value -> trustedCertificates(Path.of(value)));
        options.forEach((name, option) -> {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                option.accept(value);
            }
        });
        return this;
    }

    /** Where tokens come from, but for how their requests are sent. */
    @FunctionalInterface
    private interface TokenSource {
        TokenProvider over(AttemptSettings sending, URI endpoint, Map<String, String> headers);
    }

    private TokenSource tokenSource() {
        TokenProvider provider =
                tokenProvider != null ? tokenProvider : token != null ? new SuppliedTokenProvider(token) : null;
        if (provider != null) {
            return (sending, endpoint, sent) -> provider;
        }
        String id = clientId;
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(
                    "A token, or a clientId with a clientSecret or a clientAssertionSigningKey, is required");
        }
        ClientAuthentication authentication = authentication(id);
        String aimedAt = audience == null ? "https://" + domain + "/api/v2/" : audience;
        return (sending, endpoint, sent) -> new ClientCredentialsTokenProvider(
                sending,
                new ClientCredentialsTokenProvider.Settings(
                        endpoint, id, authentication, aimedAt, scope, cacheTokens, tokenTtl, sent));
    }

    private ClientAuthentication authentication(String id) {
        AssertionSigner signs =
                signer == null && signingKey != null ? AssertionSigner.of(signingKey, signingAlgorithm) : signer;
        if (signs != null) {
            return new ClientAssertion(id, "https://" + domain + "/", signingAlgorithm, signs, clock);
        }
        if (clientSecret == null || clientSecret.isBlank()) {
            throw new IllegalArgumentException("clientId needs a clientSecret or a clientAssertionSigningKey");
        }
        return ClientAuthentication.secret(clientSecret);
    }
}
