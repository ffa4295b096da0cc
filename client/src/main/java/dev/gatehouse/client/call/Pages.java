package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads pages, bare or in an envelope, and tells how to go on. */
final class Pages {
    /** What the API takes when {@code per_page} is not sent. */
    private static final int DEFAULT_SIZE = 50;

    private Pages() {}

    static <T> Page<T> read(Api api, HttpApi.CallResponse response, Function<ObjectNode, T> view) {
        JsonNode body = response.json();
        boolean envelope = body.isObject();
        Call call = response.call();
        JsonNode array = envelope ? body.path(call.operation().envelope()) : body;
        List<T> items = response.items(array, view);
        String cursor = envelope ? text(body.path("next")) : cursor(call, response, array);
        Call next = null;
        // A page with no items ends every list, whatever else it says.
        if (!items.isEmpty()) {
            next = envelope ? afterEnvelope(call, body, items.size(), cursor) : afterArray(call, items.size(), cursor);
        }
        Call after = next;
        Supplier<CompletableFuture<Page<T>>> following = after == null ? null : () -> api.page(after, view);
        return new Page<>(items, number(body.path("total"), -1), after == null && !envelope ? null : cursor, following);
    }

    /** Where a bare array of a list that is read by checkpoint goes on: by its Link header (RFC 8288), or its last item. */
    private static @Nullable String cursor(Call call, HttpApi.CallResponse response, JsonNode array) {
        if (!byCheckpoint(call)) {
            return null;
        }
        String linked = NextLink.from(response.response().headers().get("link"));
        boolean full = array.size() >= number(call, "take", DEFAULT_SIZE);
        String member = call.operation().cursor();
        return linked != null || !full || member.isEmpty()
                ? linked
                : text(array.path(array.size() - 1).path(member));
    }

    private static boolean byCheckpoint(Call call) {
        return call.query().containsKey("from") || call.query().containsKey("take");
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    /** By its checkpoint, or by its total; with neither it is the last. A checkpoint that stays would never end. */
    private static @Nullable Call afterEnvelope(Call call, JsonNode envelope, int length, @Nullable String cursor) {
        if (cursor != null) {
            return cursor.equals(call.query().get("from")) ? null : call.with("from", cursor);
        }
        long page = number(call, "page", 0);
        long size = number(envelope.path("per_page"), number(call, "per_page", DEFAULT_SIZE));
        long start = number(envelope.path("start"), page * size);
        boolean more = start + length < number(envelope.path("total"), 0);
        return more ? call.with("page", Long.toString(page + 1)) : null;
    }

    /** There may be more behind a page that is full. One that is more than full was not cut into pages at all. */
    private static @Nullable Call afterArray(Call call, int length, @Nullable String cursor) {
        if (byCheckpoint(call)) {
            return cursor == null || cursor.equals(call.query().get("from")) ? null : call.with("from", cursor);
        }
        boolean full = length == number(call, "per_page", DEFAULT_SIZE);
        return full ? call.with("page", Long.toString(number(call, "page", 0) + 1)) : null;
    }

    private static long number(JsonNode node, long otherwise) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.asLong() : otherwise;
    }

    private static long number(Call call, String name, long otherwise) {
        String value = call.query().get(name);
        return value == null || !value.matches("\\d{1,9}") ? otherwise : Long.parseLong(value);
    }
}
