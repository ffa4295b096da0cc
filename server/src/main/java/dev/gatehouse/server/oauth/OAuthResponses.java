package dev.gatehouse.server.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Headers;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import java.io.UncheckedIOException;
import java.util.Map;

/** The responses of the OAuth endpoints, and the one renderer of their errors (RFC 6749 §5.2). */
public final class OAuthResponses {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** RFC 6749 §5.1: what holds a token, or says why there is none, is stored nowhere. */
    private static final Headers HEADERS =
            Headers.of(Map.of("content-type", "application/json", "cache-control", "no-store", "pragma", "no-cache"));

    private OAuthResponses() {}

    /** A response in JSON that no cache stores. */
    public static Response json(int status, JsonNode body) {
        return new Response(status, HEADERS, bytes(body));
    }

    /** Asks {@code endpoint}, and renders what it or a domain rule refuses. Every OAuth endpoint responds through it. */
    public static Response renderErrors(Request request, Endpoint endpoint) {
        try {
            return endpoint.handle(request);
        } catch (OAuthException refusal) {
            return error(refusal, request);
        } catch (Rejection rejection) {
            String code = rejection.code().wire();
            return json(
                            rejection.code().status(),
                            error(code == null ? OAuthError.INVALID_REQUEST.wire() : code, rejection.publicMessage()))
                    .retryAfter(rejection.code().retryAfter());
        }
    }

    /** The form of RFC 6749 §5.2. */
    public static Response error(OAuthException refusal, Request request) {
        int status = refusal.error().status();
        Response response = json(status, error(refusal.error().wire(), refusal.description()));
        // RFC 6749 §5.2: a client that tried the Authorization header is told what it may hold.
        return status == 401 && request.header("authorization") != null
                ? response.with("www-authenticate", "Basic realm=\"oauth/token\"")
                : response;
    }

    private static ObjectNode error(String code, String description) {
        return JsonNodeFactory.instance.objectNode().put("error", code).put("error_description", description);
    }

    /** The UTF-8 bytes of {@code body}. */
    public static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
