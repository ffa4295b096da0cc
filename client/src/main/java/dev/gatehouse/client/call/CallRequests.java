package dev.gatehouse.client.call;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.attempt.Pacer;
import dev.gatehouse.client.attempt.RequestSource;
import dev.gatehouse.client.call.HttpApi.Settings;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.limit.Limiter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The requests of one call, each with the token of its time. Used by one attempt after the other. */
final class CallRequests implements RequestSource {
    private final Settings settings;
    private final BearerHeader bearer;
    private final Call call;
    private @Nullable String sent;
    private @Nullable String replacement;
    private boolean replaced;
    private Pacer.@Nullable Admission admission;

    CallRequests(Settings settings, BearerHeader bearer, Call call) {
        this.settings = settings;
        this.bearer = bearer;
        this.call = call;
    }

    @Override
    public String name() {
        return call.operation().method() + " " + settings.base() + call.path();
    }

    @Override
    public boolean repeatable() {
        return settings.sending().retry().repeatable(call.operation().method());
    }

    @Override
    public Duration hold(Duration max) {
        Limiter limiter = settings.limiter();
        return limiter == null
                ? Duration.ZERO
                : limiter.take(
                        call.operation().method(),
                        call.path(),
                        max,
                        settings.sending().time().clock());
    }

    @Override
    public @Nullable CompletableFuture<Void> admission(Duration max) {
        Pacer pacer = settings.pacer();
        if (pacer == null) {
            return null;
        }
        Pacer.Admission next = pacer.admit(Pacer.kindOf(call.operation().method(), call.path()), max);
        admission = next;
        return next.ready();
    }

    @Override
    public void settled(@Nullable ApiResponse response) {
        Pacer.Admission ended = admission;
        if (settings.pacer() != null && ended != null) {
            settings.pacer().settled(ended, response);
        }
    }

    @Override
    public CompletableFuture<ApiRequest> next() {
        String ready = replacement;
        replacement = null;
        CompletableFuture<String> token = ready == null ? token() : CompletableFuture.completedFuture(ready);
        return token.thenApply(value -> {
            sent = value;
            return request(bearer.of(value));
        });
    }

    /** A token may have been revoked: once, another one is tried, if there is another. */
    @Override
    public CompletableFuture<Boolean> renewed(ApiResponse response) {
        learn(response);
        String refused = sent;
        if (response.status() != 401 || refused == null || replaced) {
            return CompletableFuture.completedFuture(false);
        }
        replaced = true;
        settings.tokens().refused(refused);
        return token().thenApply(other -> {
            replacement = other;
            return !other.equals(refused);
        });
    }

    private void learn(ApiResponse response) {
        Limiter limiter = settings.limiter();
        if (limiter != null) {
            limiter.learn(
                    call.operation().method(),
                    call.path(),
                    response,
                    settings.sending().time().clock());
        }
    }

    private CompletableFuture<String> token() {
        CompletableFuture<String> given;
        try {
            given = settings.tokens().token();
        } catch (RuntimeException e) {
            given = CompletableFuture.failedFuture(e);
        }
        return given.handle((token, failure) -> {
            if (failure != null) {
                throw noToken(Futures.cause(failure));
            }
            bearer.of(token);
            return token;
        });
    }

    /** Names the failure's class alone: what others write into their messages may be a token. */
    private static ManagementException noToken(Throwable failure) {
        return failure instanceof ManagementException known
                ? known
                : new TokenException(
                        "No access token: its provider failed with "
                                + failure.getClass().getSimpleName(),
                        failure);
    }

    private ApiRequest request(String authorization) {
        Map<String, String> headers = new HashMap<>(settings.headers());
        headers.put("accept", "application/json");
        Payload payload = Payload.of(call);
        headers.put("content-type", payload.contentType());
        headers.put("authorization", authorization);
        return ApiRequest.of(call.operation().method(), URI.create(settings.base() + call.target()))
                .withOperation(call.operation().id())
                .withHeaders(headers)
                .withBody(payload.bytes())
                .withTimeout(settings.sending().attemptTimeout());
    }
}
