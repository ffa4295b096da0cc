package dev.gatehouse.server.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.http.Response;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Answers of the OAuth endpoints; none may be stored (RFC 6749 §5.1). */
public final class OAuthJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "cache-control", "no-store", "pragma", "no-cache");

    private OAuthJson() {}

    public static Response answer(int status, JsonNode body) {
        return new Response(status, HEADERS, bytes(body));
    }

    /** The form of RFC 6749 §5.2. */
    public static Response error(OAuthException refusal) {
        return error(refusal, Map.of());
    }

    /** The same with more headers. */
    public static Response error(OAuthException refusal, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.putAll(more);
        return new Response(
                refusal.error().status(),
                headers,
                bytes(JsonNodeFactory.instance
                        .objectNode()
                        .put("error", refusal.error().wire())
                        .put("error_description", refusal.description())));
    }

    public static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
