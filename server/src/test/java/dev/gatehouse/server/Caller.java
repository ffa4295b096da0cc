package dev.gatehouse.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests to the Management API of a {@link TestTenant}, with one set of headers. Immutable. */
public final class Caller {
    private final HttpClient http;
    private final String base;
    private final Map<String, String> headers;

    Caller(HttpClient http, String base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** One that sends this header too, or another value of it. */
    public Caller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(http, base, more);
    }

    public ApiResponse get(String path) {
        return send("GET", path, (byte[]) null);
    }

    public ApiResponse delete(String path) {
        return send("DELETE", path, (byte[]) null);
    }

    public ApiResponse post(String path, String json) {
        return send("POST", path, json);
    }

    public ApiResponse patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public ApiResponse put(String path, String json) {
        return send("PUT", path, json);
    }

    /**
     * @param json single quotes count as double ones, so that a test can be read
     */
    public ApiResponse send(String method, String path, String json) {
        return send(method, path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param body the bytes to send as they are; null for none
     */
    public ApiResponse send(String method, String path, byte @Nullable [] body) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher);
        if (body != null) {
            request.setHeader("content-type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            ApiResponse answer = new ApiResponse(
                    response.statusCode(), response.headers(), body(response.headers(), response.body()));
            if (base.endsWith("/api/v2")) {
                DeclaredResponses.check(method, path, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of a stream that goes on, the first line. */
    private static String body(HttpHeaders headers, InputStream body) throws IOException {
        try (body) {
            boolean stream = headers.firstValue("content-type").orElse("").startsWith("text/event-stream");
            return stream
                    ? new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)).readLine()
                    : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
