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
 * What a handler answers. The status is the one the contract gives the operation, unless the handler says otherwise.
 *
 * @param status an HTTP status, or 0 for the operation's own
 * @param body the JSON answered; null for none
 * @param slice the part of a list answered, when the answer is a page; null otherwise
 * @param headers headers beside those that every response has
 * @param stream writes the body; null where that is {@code body} or {@code slice}
 */
public record Reply(
        int status,
        @Nullable JsonNode body,
        @Nullable Slice<? extends JsonNode> slice,
        Map<String, String> headers,
        @Nullable ResponseStream stream) {
    private static final Reply EMPTY = new Reply(0, null, null, Map.of(), null);

    /** The operation's status and this JSON. */
    public static Reply of(JsonNode body) {
        return new Reply(0, body, null, Map.of(), null);
    }

    /** The operation's status and this document. */
    public static Reply document(View document) {
        return of(document.json());
    }

    /** The operation's status and no content. */
    public static Reply empty() {
        return EMPTY;
    }

    /** A page of documents. */
    public static Reply documents(Slice<? extends View> slice) {
        return page(slice.map(View::json));
    }

    /** A page: a bare array, or the envelope that the parameters and the contract ask for. */
    public static Reply page(Slice<? extends JsonNode> slice) {
        return new Reply(0, null, slice, Map.of(), null);
    }

    /**
     * A body that goes on for as long as its client reads.
     *
     * @param contentType its media type
     */
    public static Reply stream(String contentType, ResponseStream stream) {
        return new Reply(0, null, null, Map.of("content-type", contentType), stream);
    }

    /** A bare array. */
    public static Reply array(Iterable<? extends JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return of(array);
    }

    /** The same answer with another status. */
    public Reply withStatus(int other) {
        return new Reply(other, body, slice, headers, stream);
    }

    /** The same answer with one more header. */
    public Reply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, slice, more, stream);
    }
}
