package dev.gatehouse.client.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.attempt.Attempts;
import dev.gatehouse.client.attempt.CallStatistics;
import dev.gatehouse.client.attempt.RequestSource;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.token.TokenProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by client credentials (RFC 6749 §4.4), kept until shortly before they expire. However many calls ask at once, one
 * request is made; a token near its end is renewed in the background, while it still serves. Thread-safe.
 */
public final class ClientCredentialsTokenProvider implements TokenProvider {
    /** A token is given out until this long before it expires. */
    private static final Duration MARGIN = Duration.ofSeconds(10);
    /** It is renewed this long before that; sooner than a tenth of its time only when that is shorter. */
    private static final Duration RENEWAL_LEAD = Duration.ofSeconds(50);
    /** After a renewal that failed, the next is tried no sooner. */
    private static final Duration MIN_RENEWAL_INTERVAL = Duration.ofSeconds(10);

    private static final long DEFAULT_LIFETIME = Duration.ofDays(1).toSeconds();
    private static final long MAX_LIFETIME = Duration.ofDays(366).toSeconds();

    private final AttemptSettings sending;
    private final Settings settings;
    private @Nullable Issued current;
    private @Nullable CompletableFuture<Issued> underWay;
    private Instant noRenewalBefore = Instant.MIN;

    /**
     * What to ask for, and how long to keep it.
     *
     * @param endpoint the token endpoint
     * @param scope null for every scope granted
     * @param cache whether a token is kept at all
     * @param ttl how long a token is kept at most; null for as long as it is good
     * @param headers sent with every request; the names in lower case
     */
    public record Settings(
            URI endpoint,
            String clientId,
            ClientAuthentication authentication,
            String audience,
            @Nullable String scope,
            boolean cache,
            @Nullable Duration ttl,
            Map<String, String> headers) {
        /** Copies the headers. */
        public Settings {
            headers = Map.copyOf(headers);
        }

        /** Shows no header: they may hold secrets. */
        @Override
        public String toString() {
            return "Settings[" + endpoint + ", " + clientId + "]";
        }
    }

    /** A token, when to look for another, and when it is no longer given out. */
    private record Issued(String token, Instant renewal, Instant end) {}

    /** Tokens that are asked for as calls are: over the same transport, with the same time-outs and retries. */
    public ClientCredentialsTokenProvider(AttemptSettings sending, Settings settings) {
        this.sending = sending;
        this.settings = settings;
    }

    @Override
    public CompletableFuture<String> token() {
        if (!settings.cache()) {
            return request().thenApply(Issued::token);
        }
        CompletableFuture<Issued> started = null;
        CompletableFuture<String> token;
        synchronized (this) {
            Issued held = current;
            Instant now = sending.time().instant();
            boolean serves = held != null && now.isBefore(held.end());
            boolean due = !serves || isRenewalDue(held, now);
            if (due && underWay == null) {
                started = new CompletableFuture<>();
                underWay = started;
            }
            token = held != null && serves
                    ? CompletableFuture.completedFuture(held.token())
                    : Objects.requireNonNull(underWay).thenApply(Issued::token);
        }
        if (started != null) {
            renew(started);
        }
        return token;
    }

    private boolean isRenewalDue(@Nullable Issued held, Instant now) {
        return held != null && !now.isBefore(held.renewal()) && !now.isBefore(noRenewalBefore);
    }

    /** Signing an assertion and sending a request may take long: not under the lock, and not on the thread of a call. */
    private void renew(CompletableFuture<Issued> renewal) {
        try {
            sending.threads()
                    .execute(() -> request().whenComplete((issued, failure) -> {
                        settle(issued);
                        if (failure == null) {
                            renewal.complete(issued);
                        } else {
                            renewal.completeExceptionally(Futures.cause(failure));
                        }
                    }));
        } catch (RuntimeException | OutOfMemoryError e) {
            settle(null);
            renewal.completeExceptionally(e);
        }
    }

    private synchronized void settle(@Nullable Issued issued) {
        if (issued == null) {
            noRenewalBefore = sending.time().instant().plus(MIN_RENEWAL_INTERVAL);
        } else {
            current = issued;
        }
        underWay = null;
    }

    @Override
    public synchronized void refused(String token) {
        if (current != null && current.token().equals(token)) {
            current = null;
        }
    }

    private CompletableFuture<Issued> request() {
        return Attempts.of(sending, new TokenRequests(), new CallStatistics(), false)
                .handle((outcome, failure) -> {
                    if (failure != null) {
                        Throwable cause = Futures.cause(failure);
                        throw new TokenException("No access token: " + cause.getMessage(), cause);
                    }
                    return read(outcome);
                });
    }

    private Issued read(Attempts.Outcome outcome) {
        JsonNode answer = json(outcome.response());
        String token = answer.path("access_token").asText("");
        if (outcome.response().status() != 200 || token.isEmpty()) {
            throw new TokenException(
                    refusal(outcome, answer),
                    outcome.response().status(),
                    outcome.attempts(),
                    answer.path("error").isTextual() ? answer.path("error").asText() : null,
                    answer.path("error_description").isTextual()
                            ? answer.path("error_description").asText()
                            : null);
        }
        long lifetime = answer.path("expires_in").asLong(DEFAULT_LIFETIME);
        Duration good = Duration.ofSeconds(Math.max(0, Math.min(lifetime, MAX_LIFETIME)))
                .minus(MARGIN);
        Duration kept = settings.ttl() != null && settings.ttl().compareTo(good) < 0 ? settings.ttl() : good;
        Duration tenth = kept.dividedBy(10);
        Instant end = sending.time().instant().plus(kept);
        return new Issued(token, end.minus(tenth.compareTo(RENEWAL_LEAD) < 0 ? tenth : RENEWAL_LEAD), end);
    }

    private String refusal(Attempts.Outcome outcome, JsonNode answer) {
        String error = answer.path("error").asText("");
        String description = answer.path("error_description").asText("");
        String tries = outcome.attempts() > 1 ? " (after " + outcome.attempts() + " attempts)" : "";
        String what = error.isEmpty()
                ? " with nothing that is a token"
                : " " + error + (description.isEmpty() ? "" : ": " + description);
        return "No access token: POST " + settings.endpoint() + " returned "
                + outcome.response().status() + what + tries;
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return JsonValues.parse(response.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A request for a token may always be sent twice: no harm is done, and each has an assertion of its own. */
    private final class TokenRequests implements RequestSource {
        @Override
        public String name() {
            return "POST " + settings.endpoint();
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        /** Calls that are counted wait for it. */
        @Override
        public boolean countsAsConcurrent() {
            return false;
        }

        @Override
        public CompletableFuture<ApiRequest> next() {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("grant_type", "client_credentials")
                    .put("client_id", settings.clientId())
                    .put("audience", settings.audience());
            settings.authentication().parameters().forEach(body::put);
            if (settings.scope() != null) {
                body.put("scope", settings.scope());
            }
            Map<String, String> headers = new HashMap<>(settings.headers());
            headers.put("accept", "application/json");
            headers.put("content-type", "application/json");
            return CompletableFuture.completedFuture(ApiRequest.of("POST", settings.endpoint())
                    .withOperation("oauth.token")
                    .withHeaders(headers)
                    .withBody(body.toString().getBytes(StandardCharsets.UTF_8))
                    .withTimeout(sending.attemptTimeout()));
        }
    }
}
