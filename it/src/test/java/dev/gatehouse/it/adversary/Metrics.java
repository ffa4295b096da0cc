package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What the management port tells.
 *
 * @param text in the format of Prometheus
 */
record Metrics(String text) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Metrics of(Target target) throws Exception {
        HttpResponse<String> response = get(target, "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        return new Metrics(response.body());
    }

    /**
     * The status of a health check.
     *
     * @param kind {@code live} or {@code ready}
     */
    static int health(Target target, String kind) throws Exception {
        return get(target, "/health/" + kind).statusCode();
    }

    private static HttpResponse<String> get(Target target, String path) throws Exception {
        URI uri =
                URI.create("http://127.0.0.1:" + target.server().installation().managementPort() + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** How many requests were responded to with that status. */
    long requests(String status) {
        return text.lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(line -> line.contains("status=\"" + status + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
