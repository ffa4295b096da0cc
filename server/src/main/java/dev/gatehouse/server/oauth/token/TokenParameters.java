package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a token request, from a form (RFC 6749 §4.4.2) or, as the API allows too, from JSON. */
final class TokenParameters {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    /** Anybody may send one, so it is no longer than the longest that makes sense. */
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<String, JsonNode> values;

    private TokenParameters(Map<String, JsonNode> values) {
        this.values = values;
    }

    static TokenParameters of(Request request) {
        if (request.body().length > MAX_BYTES) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is longer than " + MAX_BYTES + " bytes");
        }
        String type = request.header("content-type");
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new TokenParameters(
                switch (media) {
                    case "application/json" -> json(request.body());
                    case Form.MEDIA_TYPE -> form(request.body());
                    default ->
                        throw OAuthError.INVALID_REQUEST.refuse(
                                "The content type must be application/x-www-form-urlencoded or application/json");
                });
    }

    /** The client that a request names among its parameters; null when it names none, or is malformed. */
    static @Nullable String claimedClient(Request request) {
        try {
            return of(request).get("client_id");
        } catch (OAuthException e) {
            return null;
        }
    }

    private static Map<String, JsonNode> json(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (IOException e) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is not JSON");
        }
        if (!node.isObject()) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is not a JSON object");
        }
        Map<String, JsonNode> values = new HashMap<>();
        node.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
        return values;
    }

    private static Map<String, JsonNode> form(byte[] body) {
        try {
            Form form = Form.parse(body);
            Map<String, JsonNode> values = new HashMap<>();
            for (String name : form.names()) {
                // RFC 6749 §3.2: request parameters must not be included more than once.
                if (form.all(name).size() > 1) {
                    throw OAuthError.INVALID_REQUEST.refuse(
                            "Parameter " + Excerpt.of(name) + " was sent more than once");
                }
                values.put(name, TextNode.valueOf(form.first(name)));
            }
            return values;
        } catch (MalformedFormException e) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is not a form");
        }
    }

    /** Null when it was not sent, or sent empty, which is the same (RFC 6749 §3.2). */
    @Nullable
    String get(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw OAuthError.INVALID_REQUEST.refuse("Parameter " + name + " must be a string");
        }
        String text = value.textValue();
        if (CONTROL.matcher(text).find()) {
            throw OAuthError.INVALID_REQUEST.refuse("Parameter " + name + " has control characters");
        }
        return text.isEmpty() ? null : text;
    }

    String require(String name) {
        String value = get(name);
        if (value == null) {
            throw OAuthError.INVALID_REQUEST.refuse("Missing required parameter: " + name);
        }
        return value;
    }
}
