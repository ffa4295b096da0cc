package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.attempt.Attempts;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.json.UnexpectedTypeException;
import dev.gatehouse.client.limit.Limiter;
import dev.gatehouse.client.page.Page;
import dev.gatehouse.client.token.TokenProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls over HTTP. Thread-safe. */
public final class HttpApi implements Api {
    private final Settings settings;
    private final Consumer<ApiResponse> observer;
    private final boolean waitedFor;
    private final BearerHeader bearer;

    /**
     * What all calls of a client have in common.
     *
     * @param base the API's address, with {@code /api/v2} and no slash at its end
     * @param headers sent with every call; the names in lower case
     * @param limiter holds calls back; null for none
     */
    public record Settings(
            URI base,
            Map<String, String> headers,
            TokenProvider tokens,
            Attempts.Settings sending,
            @Nullable Limiter limiter) {
        /** Copies the headers. */
        public Settings {
            headers = Map.copyOf(headers);
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

    private HttpApi(Settings settings, Consumer<ApiResponse> observer, boolean waitedFor, BearerHeader bearer) {
        this.settings = settings;
        this.observer = observer;
        this.waitedFor = waitedFor;
        this.bearer = bearer;
    }

    /** The same, which also shows the answer of each call, the last when there were attempts, to {@code each}. */
    public HttpApi observed(Consumer<ApiResponse> each) {
        return new HttpApi(settings, each, waitedFor, bearer);
    }

    /** The same, for callers who wait for each future before they do anything else: their threads do the work. */
    public HttpApi waitedFor() {
        return new HttpApi(settings, observer, true, bearer);
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
        CompletableFuture<Attempts.Outcome> attempts =
                Attempts.of(settings.sending(), new CallRequests(settings, bearer, call), waitedFor);
        CompletableFuture<T> result = new CompletableFuture<>();
        attempts.whenComplete((outcome, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            try {
                result.complete(reading.read(answer(call, outcome)));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                attempts.cancel(true);
            }
        });
        return result;
    }

    private CallResponse answer(Call call, Attempts.Outcome outcome) {
        ApiResponse response = outcome.response();
        observer.accept(response);
        CallResponse answer = new CallResponse(call, response);
        if (response.status() < 200 || response.status() >= 300) {
            throw ApiException.of(new ApiException.Facts(
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
