package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server, and a client of it that has every scope. Thread-safe. */
final class Target {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String USERS = "/api/v2/users";
    static final String CONNECTION = "email";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final PackagedServer server;
    private final JsonNode credentials;
    private final HttpClient client;
    private volatile String token = "";

    Target(PackagedServer server) throws Exception {
        this(server, server.installation().credentials());
    }

    /**
     * @param credentials the file of the first client's credentials, where the server has it elsewhere
     */
    Target(PackagedServer server, Path credentials) throws Exception {
        this.server = server;
        this.credentials = JSON.readTree(credentials.toFile());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        renewToken();
    }

    PackagedServer server() {
        return server;
    }

    int port() {
        return server.installation().httpPort();
    }

    String credential(String name) {
        return credentials.path(name).asText();
    }

    String token() {
        return token;
    }

    /** A new access token, as after the signing key was revoked. */
    void renewToken() throws Exception {
        HttpResponse<String> response = requestToken();
        assertThat(response.statusCode()).as(summary(response)).isEqualTo(200);
        token = JSON.readTree(response.body()).path("access_token").asText();
    }

    HttpResponse<String> requestToken() throws IOException, InterruptedException {
        return send(tokenRequest(credential("client_id"), credential("client_secret")));
    }

    HttpRequest tokenRequest(String clientId, String secret) {
        String body = JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", clientId)
                .put("client_secret", secret)
                .put("audience", credential("audience"))
                .toString();
        return to("/oauth/token")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** A request without a token. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    HttpRequest request(String method, String path, String body) {
        return request(method, path, body, token);
    }

    HttpRequest request(String method, String path, String body, String bearer) {
        return to(path).header("authorization", "Bearer " + bearer)
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request("GET", path, ""));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request("POST", path, body));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> health() throws IOException, InterruptedException {
        return send(to("/healthz").build());
    }

    /** The next user of the passwordless connection, for which nothing is hashed. */
    static String newUser() {
        int number = NUMBERS.getAndIncrement();
        return "{\"connection\":\"%s\",\"user_id\":\"%07d\",\"email\":\"user%07d@adversary.example\",\"name\":\"User %d\"}"
                .formatted(CONNECTION, number, number, number);
    }

    /** Fails unless the server does what it should: it is well, issues tokens, writes and reads. */
    void requireWell() throws Exception {
        assertThat(server.isAlive()).isTrue();
        HttpResponse<String> health = health();
        for (int i = 0; i < 100 && health.statusCode() != 200; i++) {
            Thread.sleep(100); // it looks once a second
            health = health();
        }
        assertThat(health.statusCode()).as(summary(health)).isEqualTo(200);
        HttpResponse<String> issued = requestToken();
        assertThat(issued.statusCode()).as(summary(issued)).isEqualTo(200);
        HttpResponse<String> created = post(USERS, newUser());
        assertThat(created.statusCode()).as(summary(created)).isEqualTo(201);
        String id = JSON.readTree(created.body()).path("user_id").asText().replace("|", "%7C");
        HttpResponse<String> read = get(USERS + "/" + id);
        assertThat(read.statusCode()).as(summary(read)).isEqualTo(200);
    }

    static String summary(HttpResponse<String> response) {
        String body = response.body();
        return response.statusCode() + " " + body.substring(0, Math.min(300, body.length()));
    }

    /** Fails when it is a 503 that does not say when to try again; a search that takes too long would do so again. */
    static void requireRetryAfter(HttpResponse<String> response) {
        if (response.statusCode() == 503 && !response.body().contains("exceeded the timeout")) {
            assertThat(response.headers().firstValue("retry-after"))
                    .as(summary(response))
                    .isPresent();
        }
    }
}
