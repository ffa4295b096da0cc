package dev.gatehouse.server;

import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.start.TenantServer;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A whole server, as {@code gatehouse start} makes it, in this JVM, on free ports. Thread-safe. */
public final class TestTenant implements AutoCloseable {
    /** The tenant's domain; it is reached as {@code localhost}. */
    public static final String DOMAIN = "tenant.example";

    public static final String AUDIENCE = "https://" + DOMAIN + "/api/v2/";
    public static final String CLIENT_ID = "first-client";
    public static final String CLIENT_SECRET = "the-secret-of-the-first-client-in-tests";

    private final Path directory;
    private final MovableClock clock = new MovableClock();
    private final TenantServer server;
    private final String audience;
    private final HttpClient http;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * @param directory an empty directory, or that of an earlier one
     * @param settings settings beside those of every test
     */
    public TestTenant(Path directory, Map<Setting, String> settings) {
        this.directory = directory;
        Map<Setting, String> all = new EnumMap<>(Map.of(
                Setting.DATA,
                directory.toString(),
                Setting.DOMAIN,
                DOMAIN,
                Setting.HTTPS_PORT,
                "0",
                Setting.HTTP_PORT,
                "0",
                Setting.MANAGEMENT_PORT,
                "0",
                Setting.DRAIN_TIME,
                "0",
                Setting.CLIENT_ID,
                CLIENT_ID,
                Setting.CLIENT_SECRET,
                CLIENT_SECRET));
        all.putAll(settings);
        audience = "https://" + all.get(Setting.DOMAIN) + "/api/v2/";
        server = new TenantServer(ConfigurationReader.read(all, Map.of()), clock);
        http = HttpClient.newBuilder().sslContext(trusting(directory)).build();
    }

    /** Trusts the server's local authority and nobody else. */
    public static SSLContext trusting(Path directory) {
        try (InputStream in = Files.newInputStream(directory.resolve("ca.pem"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** The server's clock. */
    public MovableClock clock() {
        return clock;
    }

    /** A client that trusts this server. */
    public HttpClient http() {
        return http;
    }

    /** Where it is, without a slash at the end. */
    public String base() {
        return "https://localhost:" + server.httpsPort();
    }

    public int httpsPort() {
        return server.httpsPort();
    }

    /** The port of plain HTTP; negative for none. */
    public int httpPort() {
        return server.httpPort();
    }

    /** Does something in the tenant's database, in one transaction: what no request can bring about. */
    public void run(Consumer<Transaction> work) {
        server.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** The documents of the tenant, for those kinds that have no secrets: it has another key than the server. */
    public DocumentStore documents() {
        return new DocumentStore(
                new SecretBox(new byte[SecretBox.KEY_BYTES]),
                new Sequence(clock),
                SecretMembers.ofKindsAlone(),
                StoredKinds.ALL);
    }

    /** Calls the Management API with every scope. */
    public Caller caller() {
        return caller("");
    }

    /**
     * Calls the Management API with these scopes only.
     *
     * @param scopes separated by spaces, as in {@code read:users update:users}; empty for all
     */
    public Caller caller(String scopes) {
        return anonymous().with("authorization", "Bearer " + token(scopes));
    }

    /** As {@link #caller()} without TLS, for a test whose many requests would be most of all its encryption. */
    public Caller plainCaller() {
        HttpClient plain =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Caller(plain, "http://127.0.0.1:" + server.httpPort() + "/api/v2", Map.of())
                .with("authorization", "Bearer " + token(""));
    }

    /** Calls the Management API without a token. */
    public Caller anonymous() {
        return new Caller(http, base() + "/api/v2", Map.of());
    }

    /** Calls what is served on the management port. */
    public Caller management() {
        return new Caller(http, "http://127.0.0.1:" + server.managementPort(), Map.of());
    }

    /** Calls any path of the server, without a token. */
    public Caller root() {
        return new Caller(http, base(), Map.of());
    }

    /**
     * An access token of the first client for the Management API. The same one is given until {@link #forgetTokens}.
     *
     * @param scopes separated by spaces; empty for all
     */
    public String token(String scopes) {
        return tokens.computeIfAbsent(scopes, this::newToken);
    }

    /** New tokens from now on, as when those there were have expired. */
    public void forgetTokens() {
        tokens.clear();
    }

    private String newToken(String scopes) {
        return root().post("/oauth/token", """
                        {'grant_type': 'client_credentials', 'client_id': '%s', 'client_secret': '%s', 'audience': '%s', 'scope': '%s'}
                        """.formatted(CLIENT_ID, CLIENT_SECRET, audience, scopes))
                .expect(200)
                .text("/access_token");
    }

    /** Stops the server; its files stay. */
    @Override
    public void close() {
        server.close();
    }
}
