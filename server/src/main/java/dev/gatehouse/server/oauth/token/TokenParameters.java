package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.oauth.OAuthError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a token request, from a form (RFC 6749 §4.4.2) or, as the API allows too, from JSON. */
final class TokenParameters {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> values;

    private TokenParameters(Map<String, String> values) {
        this.values = values;
    }

    static TokenParameters of(Request request) {
        String type = request.header().apply("content-type");
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new TokenParameters(
                switch (media) {
                    case "application/json" -> json(request.body());
                    case "application/x-www-form-urlencoded" -> form(request.body());
                    default ->
                        throw OAuthError.INVALID_REQUEST.refuse(
                                "The content type must be application/x-www-form-urlencoded or application/json");
                });
    }

    private static Map<String, String> json(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (IOException e) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is not JSON");
        }
        if (!node.isObject()) {
            throw OAuthError.INVALID_REQUEST.refuse("The body is not a JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                values.put(member.getKey(), member.getValue().asText());
            }
        });
        return values;
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, List<String>> parsed = URLUtils.parseParameters(new String(body, StandardCharsets.UTF_8));
        Map<String, String> values = new LinkedHashMap<>();
        parsed.forEach((name, all) -> {
            // RFC 6749 §3.2: request parameters must not be included more than once.
            if (all.size() > 1) {
                throw OAuthError.INVALID_REQUEST.refuse("Parameter " + name + " was sent more than once");
            }
            values.put(name, all.get(0));
        });
        return values;
    }

    /** Null when it was not sent, or sent empty, which is the same (RFC 6749 §3.2). */
    @Nullable
    String get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String require(String name) {
        String value = get(name);
        if (value == null) {
            throw OAuthError.INVALID_REQUEST.refuse("Missing required parameter: " + name);
        }
        return value;
    }
}
