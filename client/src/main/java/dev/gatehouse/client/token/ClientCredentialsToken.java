package dev.gatehouse.client.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by client credentials (RFC 6749 §4.4), kept until shortly before they expire. However many calls ask at once, one
 * request is made; a token near its end is renewed in the background, while it still serves.
 */
public final class ClientCredentialsToken implements TokenProvider {
    private static final JsonMapper JSON = new JsonMapper();
    /** A token with less than this left is renewed. */
    private static final Duration RENEWAL = Duration.ofSeconds(60);
    /** A token with less than this left is not given out. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Transport transport;
    private final Settings settings;
    private final InstantSource clock;
    private @Nullable Issued current;
    private @Nullable CompletableFuture<Issued> underWay;

    /**
     * @param endpoint the token endpoint
     * @param scope null for every scope granted
     * @param cache whether a token is kept at all
     * @param ttl how long a token is kept at most; null for as long as it is good
     */
    public record Settings(
            URI endpoint,
            String clientId,
            ClientAuthentication authentication,
            String audience,
            @Nullable String scope,
            boolean cache,
            @Nullable Duration ttl,
            Duration timeout) {}

    private record Issued(String token, Instant expires) {}

    public ClientCredentialsToken(Transport transport, Settings settings, InstantSource clock) {
        this.transport = transport;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<String> token() {
        if (!settings.cache()) {
            return request().thenApply(Issued::token);
        }
        synchronized (this) {
            Issued held = current;
            Instant now = clock.instant();
            boolean good = held != null && now.plus(MARGIN).isBefore(held.expires());
            boolean fresh = held != null && now.plus(RENEWAL).isBefore(held.expires());
            if (held != null && good) {
                if (!fresh) {
                    renew();
                }
                return CompletableFuture.completedFuture(held.token());
            }
            return renew().thenApply(Issued::token);
        }
    }

    private CompletableFuture<Issued> renew() {
        CompletableFuture<Issued> request = underWay;
        if (request == null) {
            request = request();
            underWay = request;
            request.whenComplete((issued, failure) -> settle(issued));
        }
        return request;
    }

    private synchronized void settle(@Nullable Issued issued) {
        if (issued != null) {
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
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", settings.clientId())
                .put("audience", settings.audience());
        settings.authentication().parameters().forEach(body::put);
        if (settings.scope() != null) {
            body.put("scope", settings.scope());
        }
        ApiRequest request = new ApiRequest(
                "POST",
                settings.endpoint(),
                Map.of("content-type", "application/json", "accept", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                settings.timeout());
        return transport.send(request).handle((response, failure) -> {
            if (failure != null) {
                throw new TokenException("No access token: " + settings.endpoint() + " did not answer", failure);
            }
            return read(response);
        });
    }

    private Issued read(ApiResponse response) {
        JsonNode answer = parse(response);
        if (response.status() != 200 || !answer.path("access_token").isTextual()) {
            throw new TokenException(
                    "No access token: " + settings.endpoint() + " answered " + response.status() + " "
                            + answer.path("error").asText("") + ": "
                            + answer.path("error_description").asText("nothing that can be read"),
                    null);
        }
        Duration lifetime = Duration.ofSeconds(answer.path("expires_in").asLong(86_400));
        Duration ttl = settings.ttl();
        Duration kept = ttl != null && ttl.compareTo(lifetime) < 0 ? ttl.plus(MARGIN) : lifetime;
        return new Issued(answer.path("access_token").asText(), clock.instant().plus(kept));
    }

    private static JsonNode parse(ApiResponse response) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            return answer == null ? JsonNodeFactory.instance.missingNode() : answer;
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
