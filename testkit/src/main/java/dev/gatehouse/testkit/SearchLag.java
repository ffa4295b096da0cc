package dev.gatehouse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes user search eventually consistent, as in Auth0's cloud; reads by id and by email find a new user at once. */
final class SearchLag implements Interceptor {
    private static final JsonMapper JSON = new JsonMapper();

    private final Duration lag;
    private final InstantSource clock;
    private final Map<String, Instant> created = new ConcurrentHashMap<>();

    SearchLag(Duration lag, InstantSource clock) {
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        SimulatedResponse response = next.get();
        if (request.createsUser() && response.has(201)) {
            created.put(read(response).path("user_id").asText(), clock.instant());
        }
        return request.searchesUsers() && response.has(200) ? response.with(visible(read(response))) : response;
    }

    private byte[] visible(JsonNode found) {
        JsonNode users = found.isArray() ? found : found.path("users");
        int hidden = hide((ArrayNode) users);
        if (found instanceof ObjectNode page) {
            page.put("length", users.size());
            page.put("total", page.path("total").asInt() - hidden);
        }
        try {
            return JSON.writeValueAsBytes(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int hide(ArrayNode users) {
        int hidden = 0;
        Instant indexedUntil = clock.instant().minus(lag);
        for (Iterator<JsonNode> each = users.iterator(); each.hasNext(); ) {
            Instant since = created.get(each.next().path("user_id").asText());
            if (since != null && since.isAfter(indexedUntil)) {
                each.remove();
                hidden++;
            }
        }
        return hidden;
    }

    private static JsonNode read(SimulatedResponse response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
