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
    private static final int DEFAULT_SIZE = 50;

    private Pages() {}

    static <T> Page<T> read(Api api, Call call, JsonNode body, Function<ObjectNode, T> view) {
        JsonNode array = body.isArray() ? body : body.path(call.operation().envelope());
        List<T> items = HttpApi.items(call, array, view);
        String cursor = body.path("next").isTextual() ? body.path("next").asText() : null;
        long total = body.path("total").canConvertToLong() ? body.path("total").asLong() : -1;
        Call next = items.isEmpty() ? null : next(call, items.size(), cursor, total);
        Supplier<CompletableFuture<Page<T>>> following = next == null ? null : () -> api.page(next, view);
        return new Page<>(items, total, cursor, following);
    }

    /** The call for the page behind; null at the end. A page with no items ends every list, whatever else it says. */
    private static @Nullable Call next(Call call, int length, @Nullable String cursor, long total) {
        if (cursor != null) {
            return cursor.equals(call.query().get("from")) ? null : call.with("from", cursor);
        }
        if (call.query().containsKey("from") || call.query().containsKey("take")) {
            return null;
        }
        long page = number(call, "page", 0);
        long size = number(call, "per_page", DEFAULT_SIZE);
        boolean more = total >= 0 ? page * size + length < total : length >= size;
        return more ? call.with("page", Long.toString(page + 1)) : null;
    }

    private static long number(Call call, String name, long otherwise) {
        String value = call.query().get(name);
        return value == null || !value.matches("\\d{1,9}") ? otherwise : Long.parseLong(value);
    }
}
