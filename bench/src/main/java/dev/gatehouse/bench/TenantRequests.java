package dev.gatehouse.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bench.load.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests of the load, to a new tenant. Thread-safe. */
final class TenantRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SCOPES = List.of("create:users", "read:users", "update:users", "delete:users");
    private static final int PAGE_SIZE = 50;
    private static final int PAGES = 20;
    private static final int INITIAL_USERS = 1_000;
    /** More than writers that create at once. */
    private static final int UNDER_WAY = 1_000;

    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger usersWithPassword = new AtomicInteger();
    private final String host;
    private final String tokenBody;
    private final String authorization;
    private final String managementAuthorization;

    /**
     * Makes a client that may do what the load does and no more, since the header with its token is a part of each request,
     * a passwordless connection, and the first thousand users on it.
     */
    TenantRequests(Path credentialsFile, int port) throws IOException {
        JsonNode credentials = JSON.readTree(credentialsFile.toFile());
        host = credentials.path("domain").asText();
        String audience = credentials.path("audience").asText();
        try (HttpConnection connection = new HttpConnection(port)) {
            String all = bearer(connection, tokenRequest(credentials, audience));
            managementAuthorization = all;
            JsonNode client = JSON.readTree(send(
                    connection,
                    post("/api/v2/clients", all, "{\"name\":\"Bench\",\"grant_types\":[\"client_credentials\"]}")));
            ObjectNode grant = JSON.createObjectNode()
                    .put("client_id", client.path("client_id").asText())
                    .put("audience", audience);
            SCOPES.forEach(grant.putArray("scope")::add);
            send(connection, post("/api/v2/client-grants", all, grant.toString()));
            send(connection, post("/api/v2/connections", all, "{\"name\":\"email\",\"strategy\":\"email\"}"));
            tokenBody = tokenRequest(client, audience);
            authorization = bearer(connection, tokenBody);
            for (int i = 0; i < INITIAL_USERS; i++) {
                send(connection, createUser());
            }
        }
    }

    /** Has the tenant's log streamed to a collector on that port of this machine. */
    void streamLog(int port, int sinkPort) throws IOException {
        ObjectNode stream = JSON.createObjectNode().put("name", "bench").put("type", "splunk");
        stream.putObject("sink")
                .put("splunkDomain", "localhost")
                .put("splunkPort", Integer.toString(sinkPort))
                .put("splunkToken", "token")
                .put("splunkSecure", false);
        try (HttpConnection connection = new HttpConnection(port)) {
            send(connection, post("/api/v2/log-streams", managementAuthorization, stream.toString()));
        }
    }

    private static String tokenRequest(JsonNode client, String audience) {
        return JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", client.path("client_id").asText())
                .put("client_secret", client.path("client_secret").asText())
                .put("audience", audience)
                .toString();
    }

    private String bearer(HttpConnection connection, String tokenRequest) throws IOException {
        JsonNode token = JSON.readTree(send(connection, post("/oauth/token", "", tokenRequest)));
        return "authorization: Bearer " + token.path("access_token").asText() + "\r\n";
    }

    private static String send(HttpConnection connection, byte[] request) throws IOException {
        int status = connection.exchange(request);
        if (status / 100 != 2) {
            throw new IllegalStateException("the tenant could not be prepared: " + status + " " + connection.body());
        }
        return connection.body();
    }

    /** A token of the client credentials grant. */
    byte[] token() {
        return post("/oauth/token", "", tokenBody);
    }

    /** The next user of the passwordless connection. */
    byte[] createUser() {
        int number = users.getAndIncrement();
        return post(
                "/api/v2/users",
                authorization,
                "{\"connection\":\"email\",\"user_id\":\"%08d\",\"email\":\"%s\",\"name\":\"Bench %d\",\"user_metadata\":{\"plan\":\"gold\"}}"
                        .formatted(number, email(number), number));
    }

    /** The next user of the database connection. */
    byte[] createUserWithPassword() {
        int number = usersWithPassword.getAndIncrement();
        return post(
                "/api/v2/users",
                authorization,
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"d%s\",\"password\":\"Tulip-%d-Harbour\"}"
                        .formatted(email(number), number));
    }

    /** A user with metadata that are given in JSON. */
    byte[] createUser(String metadata) {
        return post(
                "/api/v2/users",
                authorization,
                "{\"connection\":\"email\",\"email\":\"h%s\",\"user_metadata\":{\"a\":%s}}"
                        .formatted(email(users.get()), metadata));
    }

    /** A change of any user. */
    byte[] updateUser() {
        String body = "{\"user_metadata\":{\"plan\":\"plan %d\"}}"
                .formatted(ThreadLocalRandom.current().nextInt(1_000));
        return bytes("PATCH /api/v2/users/email%7C" + "%08d".formatted(anyUser()) + " HTTP/1.1\r\nhost: " + host
                + "\r\n" + authorization + "content-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body);
    }

    /** A search for an encoded query. */
    byte[] search(String query) {
        return get("/api/v2/users?search_engine=v3&q=" + query);
    }

    /** The server's health. */
    byte[] health() {
        return bytes("GET /healthz HTTP/1.1\r\nhost: " + host + "\r\n\r\n");
    }

    /** Any user, by its id. */
    byte[] readUser() {
        return get("/api/v2/users/email%7C" + "%08d".formatted(anyUser()));
    }

    /** Any user, by a search for its address. */
    byte[] searchUser() {
        return get("/api/v2/users?search_engine=v3&q=email%3A%22" + email(anyUser()) + "%22");
    }

    /** Any page of 50 of the first thousand users. */
    byte[] listUsers() {
        return get("/api/v2/users?per_page=" + PAGE_SIZE + "&page="
                + ThreadLocalRandom.current().nextInt(PAGES));
    }

    /** How many users were created so far. */
    int userCount() {
        return users.get() + usersWithPassword.get();
    }

    private int anyUser() {
        // The latest may be on their way still.
        return ThreadLocalRandom.current().nextInt(Math.max(INITIAL_USERS, users.get() - UNDER_WAY));
    }

    private static String email(int number) {
        return "user%08d@bench.example".formatted(number);
    }

    private byte[] get(String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nhost: " + host + "\r\n" + authorization + "\r\n");
    }

    private byte[] post(String path, String header, String body) {
        return bytes("POST " + path + " HTTP/1.1\r\nhost: " + host + "\r\n" + header
                + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
