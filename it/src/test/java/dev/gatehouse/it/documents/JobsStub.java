package dev.gatehouse.it.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stub of the jobs API for the guide to bulk imports, until the server serves it. Imports refuse users whose email has no
 * {@code @}; exports contain two users.
 */
final class JobsStub implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EXPORTED_USERS = """
            {"email":"ada@example.com","connection":"Username-Password-Authentication"}
            {"email":"grace@example.com","connection":"Username-Password-Authentication"}
            """;

    private final HttpServer server;
    /** By their ids. */
    private final Map<String, ObjectNode> jobs = new ConcurrentHashMap<>();

    private final Map<String, ArrayNode> errors = new ConcurrentHashMap<>();

    JobsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The environment variables that point a client to it. */
    Map<String, String> environment() {
        return Map.of(
                "AUTH0_DOMAIN", "tenant.example",
                "AUTH0_BASE_URL", address(),
                "AUTH0_API_TOKEN", "a.b.c");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] response = respond(exchange);
            exchange.sendResponseHeaders(response.length == 0 ? 404 : 200, response.length == 0 ? -1 : response.length);
            exchange.getResponseBody().write(response);
        }
    }

    private byte[] respond(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] path = exchange.getRequestURI().getPath().split("/");
        return switch (path[path.length - 1]) {
            case "users-imports" -> startJob(imported(body));
            case "users-exports" -> startJob(JSON.createObjectNode().put("location", address() + "/files/users"));
            case "errors" -> bytes(errors.get(path[path.length - 2]));
            case "users" -> gzip(EXPORTED_USERS);
            default -> bytes(jobs.get(path[path.length - 1]));
        };
    }

    private static byte[] bytes(@Nullable JsonNode json) {
        return json == null ? new byte[0] : json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] startJob(ObjectNode result) {
        String id = "job_" + (jobs.size() + 1);
        errors.put(id, result.withArray("errors").deepCopy());
        result.without("errors");
        jobs.put(id, result.put("id", id).put("status", "completed"));
        return bytes(JSON.createObjectNode().put("id", id).put("status", "pending"));
    }

    /** The users are the part of the form that is a file. */
    private static ObjectNode imported(String form) throws IOException {
        String users = form.substring(form.indexOf("[{"), form.indexOf("]\r\n") + 1);
        ObjectNode result = JSON.createObjectNode();
        int inserted = 0;
        for (JsonNode user : JSON.readTree(users)) {
            if (user.path("email").asText().contains("@")) {
                inserted++;
            } else {
                ObjectNode error = result.withArray("errors").addObject().set("user", user);
                error.withArray("errors")
                        .addObject()
                        .put("code", "INVALID_FORMAT")
                        .put("message", "not an address")
                        .put("path", "email");
            }
        }
        int failed = result.withArray("errors").size();
        result.putObject("summary").put("inserted", inserted).put("updated", 0).put("failed", failed);
        return result;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
