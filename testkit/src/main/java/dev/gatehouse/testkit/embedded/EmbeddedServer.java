package dev.gatehouse.testkit.embedded;

import dev.gatehouse.server.api.ErrorBody;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Headers;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.start.TenantServer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server and the interceptor of its requests, behind interfaces of the JDK. Thread-safe. */
public final class EmbeddedServer
        implements AutoCloseable, Consumer<List<String>>, Supplier<List<Map<String, String>>> {
    /** A strong reference: the JDK drops the level of a logger that is only weakly reachable. */
    private static final List<Logger> QUIET_LOGGERS = Stream.of("org.eclipse.jetty", "org.flywaydb")
            .map(EmbeddedServer::quiet)
            .toList();

    private final TenantServer server;
    private final BiFunction<List<@Nullable String>, Supplier<List<Object>>, List<Object>> interceptor;

    /**
     * Starts a server; when this returns, it is ready.
     *
     * @param settings by their keys
     * @param interceptor takes method, path and query of a request, and the endpoint; returns status, values of header fields by
     *     name, and body; or the name of an error and header fields; or an empty list, to end the connection
     */
    public EmbeddedServer(
            Map<String, String> settings,
            InstantSource clock,
            BiFunction<List<@Nullable String>, Supplier<List<Object>>, List<Object>> interceptor) {
        this.interceptor = interceptor;
        Map<Setting, String> named = new EnumMap<>(Setting.class);
        settings.forEach((key, value) -> named.put(
                Setting.named(key)
                        .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key
                                + " of the server; docs/configuration.md lists them, without the dashes")),
                value));
        server = new TenantServer(ConfigurationReader.read(named, Map.of()), clock, this::intercept);
    }

    /** Hides the start messages of a tenant, unless the test has configured that logger. */
    private static Logger quiet(String name) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() == null) {
            logger.setLevel(Level.WARNING);
        }
        return logger;
    }

    private @Nullable Response intercept(Request request, Endpoint endpoint) {
        List<Object> response = interceptor.apply(
                Arrays.asList(request.method(), request.path(), request.query()),
                () -> parts(endpoint.handle(request)));
        if (response.isEmpty()) {
            return null;
        }
        Headers headers = headers((Map<?, ?>) response.get(1));
        if (response.get(0) instanceof Integer status) {
            return new Response(status, headers, (byte[]) response.get(2));
        }
        ErrorCode error = ErrorCode.valueOf((String) response.get(0));
        Headers json = headers.with("content-type", "application/json; charset=utf-8");
        return new Response(error.status(), json, Json.write(ErrorBody.of(error.refuse())));
    }

    private static Headers headers(Map<?, ?> valuesByName) {
        Headers headers = Headers.NONE;
        for (Map.Entry<?, ?> field : valuesByName.entrySet()) {
            for (Object value : (List<?>) field.getValue()) {
                headers = headers.and((String) field.getKey(), (String) value);
            }
        }
        return headers;
    }

    private static List<Object> parts(Response response) {
        return List.of(response.status(), response.headers().toMap(), response.body());
    }

    /** Changes the id and secret of a client: takes the old id, the new id and the secret. */
    @Override
    public void accept(List<String> credentials) {
        server.assignCredentials(credentials.get(0), credentials.get(1), credentials.get(2));
    }

    /** The mails in the inbox, the newest first: {@code to}, {@code from}, {@code subject}, {@code html} and {@code template}. */
    @Override
    public List<Map<String, String>> get() {
        return server.inbox().stream()
                .map(mail -> Map.of(
                        "to", mail.to(),
                        "from", mail.from(),
                        "subject", mail.subject(),
                        "html", mail.html(),
                        "template", mail.template()))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
