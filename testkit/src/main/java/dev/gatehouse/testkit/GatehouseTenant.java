package dev.gatehouse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.http.Trust;
import dev.gatehouse.seed.Seed;
import dev.gatehouse.seed.SeedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A tenant for tests: a complete server in this JVM, on a free port, with the database connection
 * {@code Username-Password-Authentication} and a client with every scope. It serves real HTTPS, so that any SDK can use it;
 * its certificate is issued by a local certificate authority, {@link #authority}. {@link #close} deletes everything. Thread-safe.
 */
public final class GatehouseTenant implements AutoCloseable {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Path directory = TemporaryDirectory.create();
    private final TestClock clock = new TestClock();
    private final Faults faults = new Faults();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final IsolatedServer server;
    private final JsonNode credentials;
    private final ManagementClient client;

    private GatehouseTenant(TenantOptions options) {
        interceptors.add(this::addDate);
        interceptors.add(faults);
        if (options.plan() != null) {
            interceptors.add(new PlanLimits(options.plan(), clock));
        }
        if (options.searchResultLimit()) {
            interceptors.add(new SearchResultLimit());
        }
        if (!options.searchLag().isZero()) {
            interceptors.add(new SearchLag(options.searchLag(), clock));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("domain", "localhost:0");
        settings.put("http-port", "off");
        settings.putAll(options.settings());
        settings.put("data", directory.toString());
        server = ServerLoader.start(settings, clock, this::intercept);
        try {
            credentials = new JsonMapper().readTree(credentials().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = ManagementClient.fromCredentials(credentials());
    }

    /** Starts an empty tenant without limits. */
    public static GatehouseTenant start() {
        return start(TenantOptions.DEFAULT);
    }

    /**
     * Starts a tenant with those options.
     *
     * @throws IllegalStateException when it does not start
     * @throws SeedException when its seed is invalid or refused
     */
    public static GatehouseTenant start(TenantOptions options) {
        GatehouseTenant tenant = new GatehouseTenant(options);
        String seed = options.seed();
        if (seed != null) {
            try {
                tenant.seed(seed);
            } catch (RuntimeException e) {
                tenant.close();
                throw e;
            }
        }
        return tenant;
    }

    /** The tenant that everything in this JVM shares, with nothing in it at first, and no limits. */
    public static GatehouseTenant shared() {
        return shared(TenantOptions.DEFAULT);
    }

    /**
     * The tenant that everything in this JVM shares which asks for one with equal options. It starts at the first call, and
     * is closed when the JVM ends; do not close it yourself. For what outlasts a class of tests, such as the application
     * contexts that Spring keeps.
     *
     * @throws IllegalStateException when it does not start
     * @throws SeedException when its seed cannot be read or is refused
     */
    public static GatehouseTenant shared(TenantOptions options) {
        return SharedTenants.get(options);
    }

    private List<Object> intercept(List<@Nullable String> request, Supplier<List<Object>> endpoint) {
        ReceivedRequest received =
                new ReceivedRequest(String.valueOf(request.get(0)), String.valueOf(request.get(1)), request.get(2));
        return handle(0, received, () -> SimulatedResponse.of(endpoint.get())).parts();
    }

    private SimulatedResponse handle(int stage, ReceivedRequest request, Supplier<SimulatedResponse> endpoint) {
        return stage == interceptors.size()
                ? endpoint.get()
                : interceptors.get(stage).handle(request, () -> handle(stage + 1, request, endpoint));
    }

    /** Clients compare times in a response with its date, so both come from the same clock. */
    private SimulatedResponse addDate(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        return next.get().with(Map.of("date", HTTP_DATE.format(clock.instant())));
    }

    /** The domain, with its port: {@code localhost:41235}. */
    public String domain() {
        return credentials.path("domain").asText();
    }

    /** Its URL, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("https://" + domain());
    }

    /** The identifier of its Management API. */
    public String audience() {
        return credentials.path("audience").asText();
    }

    /** The id of the client with every scope. */
    public String clientId() {
        return credentials.path("client_id").asText();
    }

    /** Its secret. */
    public String clientSecret() {
        return credentials.path("client_secret").asText();
    }

    /** The certificate, in PEM, of the authority to trust. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The file that {@link ManagementClient#fromCredentials} reads. */
    public Path credentials() {
        return directory.resolve("credentials.json");
    }

    /** For HTTP clients: trusts the tenant's certificate beside the JDK's own authorities. */
    public SSLContext sslContext() {
        return Trust.authorities(authority());
    }

    /** A client with every scope; it is closed with the tenant. */
    public ManagementClient managementClient() {
        return client;
    }

    /** Its clock. */
    public TestClock clock() {
        return clock;
    }

    /** The mails it has sent while it has no email provider. */
    public Inbox inbox() {
        return new Inbox(server.inbox());
    }

    /** Fault injection. */
    public Faults faults() {
        return faults;
    }

    /**
     * Creates what a resource on the class path describes, in JSON or, where its name ends with {@code .yaml} or {@code .yml},
     * in YAML: an object with a list for each kind, all optional: {@code resource_servers}, {@code clients},
     * {@code client_grants}, {@code connections}, {@code roles} and {@code users}, each item as the API takes it. Besides,
     * {@code permissions} may stand in a role, {@code roles} (names) and {@code permissions} in a user; a client may have a
     * {@code client_id} with its {@code client_secret}; a grant names its {@code client} by its name, and a connection its
     * {@code enabled_clients} by theirs; a user without a {@code connection} is of {@code Username-Password-Authentication}.
     *
     * @param resource such as {@code /tenant.json}, or without the slash
     * @throws SeedException when there is no such resource, it is not as described, or the API refuses something in it
     */
    public void seed(String resource) {
        String name = resource.startsWith("/") ? resource.substring(1) : resource;
        ClassLoader tests = Thread.currentThread().getContextClassLoader();
        try (InputStream in =
                (tests == null ? GatehouseTenant.class.getClassLoader() : tests).getResourceAsStream(name)) {
            if (in == null) {
                throw new SeedException("There is no " + name + " on the class path", null);
            }
            Seed.of(name, in.readAllBytes())
                    .apply(
                            client,
                            Seed.OnConflict.FAIL,
                            (current, id, secret) -> server.credentials().accept(List.of(current, id, secret)));
        } catch (IOException e) {
            throw new SeedException(name + " cannot be read", e);
        }
    }

    /** Stops it and deletes its files. */
    @Override
    public void close() {
        client.close();
        try {
            server.stop().close();
        } catch (Exception e) { // AutoCloseable names no narrower one
            throw new IllegalStateException("The tenant did not stop cleanly", e);
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }
}
