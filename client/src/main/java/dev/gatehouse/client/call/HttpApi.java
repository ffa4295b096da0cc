package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.attempt.Attempts;
import dev.gatehouse.client.attempt.CallStatistics;
import dev.gatehouse.client.attempt.Pacer;
import dev.gatehouse.client.attempt.RetryPolicy;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.CallListener;
import dev.gatehouse.client.http.RequestOptions;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.json.UnexpectedTypeException;
import dev.gatehouse.client.limit.Limiter;
import dev.gatehouse.client.page.Page;
import dev.gatehouse.client.token.TokenProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls over HTTP. Thread-safe. */
public final class HttpApi implements Api {
    private final Settings settings;
    private final Consumer<ApiResponse> observer;
    private final boolean blocking;
    private final BearerHeader bearer;

    /**
     * What all calls of a client have in common.
     *
     * @param base the API's address, with {@code /api/v2} and no slash at its end
     * @param headers sent with every call; the names in lower case
     * @param limiter holds calls back by the limits of a plan; null for none
     * @param pacer holds calls back by what responses say of the limit; null for none
     * @param listeners are told of each call
     */
    public record Settings(
            URI base,
            Map<String, String> headers,
            TokenProvider tokens,
            AttemptSettings sending,
            @Nullable Limiter limiter,
            @Nullable Pacer pacer,
            List<CallListener> listeners) {
        /** Copies the headers. */
        public Settings {
            headers = Map.copyOf(headers);
            listeners = List.copyOf(listeners);
        }

        Settings with(Map<String, String> otherHeaders, AttemptSettings otherSending) {
            return new Settings(base, otherHeaders, tokens, otherSending, limiter, pacer, listeners);
        }

        /** Shows no header: they may hold secrets. */
        @Override
        public String toString() {
            return "Settings[" + base + "]";
        }
    }

    /** An API that shows its answers to nobody else. */
    public HttpApi(Settings settings) {
        this(settings, response -> {}, false, new BearerHeader());
    }

    private HttpApi(Settings settings, Consumer<ApiResponse> observer, boolean blocking, BearerHeader bearer) {
        this.settings = settings;
        this.observer = observer;
        this.blocking = blocking;
        this.bearer = bearer;
    }

    /** The same, which also shows the answer of each call, the last when there were attempts, to {@code each}. */
    public HttpApi observed(Consumer<ApiResponse> each) {
        return new HttpApi(settings, each, blocking, bearer);
    }

    /** The same, for callers who wait for each future before they do anything else: their threads do the work. */
    public HttpApi blocking() {
        return new HttpApi(settings, observer, true, bearer);
    }

    /** The same with other options for its calls. */
    public HttpApi with(RequestOptions options) {
        return new HttpApi(settings.with(headers(options), sending(options)), observer, blocking, bearer);
    }

    private Map<String, String> headers(RequestOptions options) {
        Map<String, String> headers = new HashMap<>(settings.headers());
        headers.putAll(options.headers());
        return headers;
    }

    private AttemptSettings sending(RequestOptions options) {
        AttemptSettings sending = settings.sending();
        RetryPolicy retry = sending.retry();
        Duration total = options.totalTimeout();
        return sending.with(
                new RetryPolicy(
                        Objects.requireNonNullElse(options.maxRetries(), retry.maximum()),
                        Objects.requireNonNullElse(options.retryUnsafeCalls(), retry.retryUnsafe())),
                Objects.requireNonNullElse(options.attemptTimeout(), sending.attemptTimeout()),
                total == null ? sending.totalTimeout() : total,
                total == null ? sending.queueTimeout() : null);
    }

    @Override
    public <T> CompletableFuture<T> one(Call call, Function<ObjectNode, T> view) {
        return send(call, answer -> view.apply(answer.object(answer.json())));
    }

    @Override
    public <T> CompletableFuture<List<T>> list(Call call, Function<ObjectNode, T> view) {
        // 204: a list of which there is nothing to say, as that of a job's errors.
        return send(call, answer -> answer.isEmpty() ? List.of() : answer.items(answer.json(), view));
    }

    @Override
    public <T> CompletableFuture<Page<T>> page(Call call, Function<ObjectNode, T> view) {
        return send(call, answer -> Pages.read(this, answer, view));
    }

    @Override
    public <T> CompletableFuture<T> value(Call call, Function<JsonNode, T> reader) {
        return send(call, answer -> answer.value(reader));
    }

    @Override
    public CompletableFuture<Void> none(Call call) {
        return this.<Void>send(call, answer -> null);
    }

    /** Cancelling the future stops the attempts, which it would not if it were merely derived from theirs. */
    private <T> CompletableFuture<T> send(Call call, Reading<T> reading) {
        CallStatistics statistics = new CallStatistics();
        CallObservation observation = CallObservation.start(settings, call);
        CompletableFuture<Attempts.Outcome> attempts =
                Attempts.of(settings.sending(), new CallRequests(settings, bearer, call), statistics, blocking);
        CompletableFuture<T> result = new CompletableFuture<>();
        attempts.whenComplete((outcome, failure) -> {
            T value = null;
            Throwable failed = failure;
            try {
                value = failure == null ? reading.read(response(call, outcome)) : null;
            } catch (RuntimeException e) {
                failed = e;
            }
            if (observation != null) {
                observation.end(statistics, outcome, failed);
            }
            if (failed == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failed);
            }
        });
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                attempts.cancel(true);
            }
        });
        return result;
    }

    private CallResponse response(Call call, Attempts.Outcome outcome) {
        ApiResponse response = outcome.response();
        observer.accept(response);
        CallResponse answer = new CallResponse(call, response);
        if (response.status() < 200 || response.status() >= 300) {
            throw ApiException.of(new ApiException.Details(
                    call.operation().id(), call.description(), response, answer.jsonOrMissing(), outcome.attempts()));
        }
        return answer;
    }

    /** What a call's answer is turned into; null only where nothing is answered. */
    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T read(CallResponse answer);
    }

    /** An answer to a call, and what is in it. */
    record CallResponse(Call call, ApiResponse response) {
        boolean isEmpty() {
            return response.status() == 204;
        }

        /** The body; missing when there is none. */
        JsonNode json() {
            try {
                return JsonValues.parse(response.body());
            } catch (IOException e) {
                throw unexpected("something that is not JSON (" + response.header("content-type") + ")");
            }
        }

        JsonNode jsonOrMissing() {
            try {
                return JsonValues.parse(response.body());
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        <T> T value(Function<JsonNode, T> reader) {
            JsonNode json = json();
            try {
                return reader.apply(json);
            } catch (UnexpectedTypeException e) {
                throw unexpected("JSON where " + e.getMessage());
            }
        }

        <T> List<T> items(JsonNode array, Function<ObjectNode, T> view) {
            if (!array.isArray()) {
                throw unexpected(array.isMissingNode() ? "nothing, and not a list" : "JSON that is not a list");
            }
            List<T> items = new ArrayList<>(array.size());
            array.forEach(item -> items.add(view.apply(object(item))));
            return items;
        }

        ObjectNode object(JsonNode json) {
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw unexpected(json.isMissingNode() ? "nothing, and not an object" : "JSON that is not an object");
        }

        private MalformedResponseException unexpected(String what) {
            return new MalformedResponseException(
                    call.description() + " returned " + response.status() + " with " + what, null);
        }
    }
}
