package dev.gatehouse.bench.baseline;

import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.http.HttpLimits;
import dev.gatehouse.server.http.HttpServer;
import dev.gatehouse.server.http.HttpSettings;
import dev.gatehouse.server.http.Ports;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.http.Route;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Serves the same 565 bytes of JSON for every request through the server's HTTP stack. Runs as its own process. */
public final class HttpBaseline {
    private static final int BODY_BYTES = 565;

    private HttpBaseline() {}

    /** Takes the plain HTTP port and a directory for its certificate. */
    public static void main(String[] arguments) {
        Response response = new Response(200, Map.of("content-type", "application/json; charset=utf-8"), body());
        HttpSettings settings = new HttpSettings(
                new LocalAuthority(Path.of(arguments[1]), Clock.systemUTC()).certificateFor("localhost"),
                new Ports(null, 0, Integer.parseInt(arguments[0]), -1),
                HttpLimits.standard(1 << 20),
                List.of(),
                null);
        List<Route> routes = List.of(Route.any("/**", request -> response));
        HttpServer server =
                new HttpServer(settings, routes, List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }

    private static byte[] body() {
        String start = "{\"user_id\":\"email|";
        String end = "\"}";
        String filling = "0".repeat(BODY_BYTES - start.length() - end.length());
        return (start + filling + end).getBytes(StandardCharsets.UTF_8);
    }
}
