package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.http.ResponseStream;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.document.View;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler responds with. The status is the one the contract gives the operation, unless the handler says otherwise.
 *
 * @param status an HTTP status, or 0 for the operation's own
 * @param body the JSON; null for none
 * @param slice the part of a list, when the response is a page; null otherwise
 * @param headers headers beside those that every response has
 * @param stream writes the body; null where that is {@code body} or {@code slice}
 */
public record ApiResponse(
        int status,
        @Nullable JsonNode body,
        @Nullable Slice<? extends JsonNode> slice,
        Map<String, String> headers,
        @Nullable ResponseStream stream) {
    private static final ApiResponse EMPTY = new ApiResponse(0, null, null, Map.of(), null);

    /** The operation's status and this JSON. */
    public static ApiResponse of(JsonNode body) {
        return new ApiResponse(0, body, null, Map.of(), null);
    }

    /** The operation's status and this document. */
    public static ApiResponse document(View document) {
        return of(document.json());
    }

    /** The operation's status and no content. */
    public static ApiResponse empty() {
        return EMPTY;
    }

    /** A page of documents. */
    public static ApiResponse documents(Slice<? extends View> slice) {
        return page(slice.map(View::json));
    }

    /** A page: a bare array, or the envelope that the parameters and the contract ask for. */
    public static ApiResponse page(Slice<? extends JsonNode> slice) {
        return new ApiResponse(0, null, slice, Map.of(), null);
    }

    /**
     * A body that goes on for as long as its client reads.
     *
     * @param contentType its media type
     */
    public static ApiResponse stream(String contentType, ResponseStream stream) {
        return new ApiResponse(0, null, null, Map.of("content-type", contentType), stream);
    }

    /** A bare array. */
    public static ApiResponse array(Iterable<? extends JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return of(array);
    }

    /** The same response with another status. */
    public ApiResponse withStatus(int other) {
        return new ApiResponse(other, body, slice, headers, stream);
    }

    /** The same response with one more header. */
    public ApiResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, body, slice, more, stream);
    }
}
