package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.error.AnswerException;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.page.Page;
import dev.gatehouse.client.token.TokenProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Calls over HTTP. Thread-safe. */
public final class HttpApi implements Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;

    /**
     * @param base the API's address, with {@code /api/v2} and no slash at its end
     * @param headers sent with every call
     * @param attemptTimeout how long one attempt may take
     * @param totalTimeout how long a call may take with all its attempts and waits
     */
    public record Settings(
            URI base,
            Map<String, String> headers,
            Transport transport,
            TokenProvider tokens,
            RetryPolicy retry,
            Duration attemptTimeout,
            Duration totalTimeout,
            InstantSource clock,
            Timer timer) {
        public Settings {
            headers = Map.copyOf(headers);
        }
    }

    public HttpApi(Settings settings) {
        this.settings = settings;
    }

    @Override
    public CompletableFuture<JsonNode> send(Call call) {
        return new Attempts(settings, call).run().thenApply(attempt -> parse(call, attempt));
    }

    private static JsonNode parse(Call call, Attempts.Outcome outcome) {
        ApiResponse response = outcome.response();
        boolean success = response.status() >= 200 && response.status() < 300;
        JsonNode body = body(call, response, success);
        if (!success) {
            throw ApiException.of(call, response, body, outcome.attempts());
        }
        return body;
    }

    private static JsonNode body(Call call, ApiResponse response, boolean success) {
        if (response.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            if (success) {
                throw new AnswerException(
                        call.operation().method() + " /api/v2" + call.path() + " was answered " + response.status()
                                + " with something that is not JSON (" + response.header("content-type") + ")",
                        null);
            }
            return MissingNode.getInstance();
        }
    }

    @Override
    public <T> CompletableFuture<T> one(Call call, Function<ObjectNode, T> view) {
        return send(call).thenApply(body -> view.apply(object(call, body)));
    }

    @Override
    public <T> CompletableFuture<List<T>> list(Call call, Function<ObjectNode, T> view) {
        return send(call).thenApply(body -> items(call, body, view));
    }

    @Override
    public <T> CompletableFuture<Page<T>> page(Call call, Function<ObjectNode, T> view) {
        return send(call).thenApply(body -> Pages.read(this, call, body, view));
    }

    @Override
    public CompletableFuture<Void> none(Call call) {
        return send(call).thenAccept(body -> {});
    }

    static <T> List<T> items(Call call, JsonNode array, Function<ObjectNode, T> view) {
        if (!array.isArray()) {
            throw unexpected(call, "an array");
        }
        List<T> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(view.apply(object(call, item))));
        return items;
    }

    private static ObjectNode object(Call call, JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw unexpected(call, "an object");
    }

    static AnswerException unexpected(Call call, String expected) {
        return new AnswerException(
                call.operation().method() + " /api/v2" + call.path() + " was answered with JSON that is not "
                        + expected,
                null);
    }

    /** The request of one attempt. */
    static ApiRequest request(Settings settings, Call call, String token, Duration timeout) {
        Map<String, String> headers = new HashMap<>(settings.headers());
        headers.put("accept", "application/json");
        headers.put("content-type", "application/json");
        headers.put("authorization", "Bearer " + token);
        byte[] body = call.body() == null ? new byte[0] : call.body().toString().getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create(settings.base() + call.target());
        return new ApiRequest(call.operation().method(), uri, headers, body, timeout);
    }
}
