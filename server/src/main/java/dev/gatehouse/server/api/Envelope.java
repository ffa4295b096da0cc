package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Operation.Paging;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Window;
import org.jspecify.annotations.Nullable;

/** A page as the API writes it: a bare array, or the items beside the totals or the next checkpoint. */
final class Envelope {
    private Envelope() {}

    /** Whether a page has totals without being asked for them. */
    static boolean hasAlwaysTotals(Operation operation) {
        Paging paging = operation.page();
        return paging != null && paging.offset() && paging.alwaysEnvelope();
    }

    static JsonNode of(
            Operation operation,
            ApiRequest request,
            Slice<? extends JsonNode> slice,
            @Nullable FieldSelection selection) {
        Paging paging = operation.page();
        if (paging == null) {
            throw new IllegalStateException(operation.id() + " answers a page, but the contract has no x-page for it");
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode(slice.items().size());
        slice.items().forEach(item -> items.add(selection == null ? item : selection.apply(item)));
        if (paging.checkpoint() && (request.byCheckpoint() || !paging.offset() && paging.alwaysEnvelope())) {
            return checkpoint(paging, slice, items);
        }
        return request.wantsTotals() || paging.alwaysEnvelope() ? totals(paging, request, slice, items) : items;
    }

    private static ObjectNode checkpoint(Paging paging, Slice<?> slice, ArrayNode items) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set(paging.items(), items);
        if (slice.next() != null) {
            envelope.put("next", slice.next());
        }
        return envelope;
    }

    private static ObjectNode totals(Paging paging, ApiRequest request, Slice<?> slice, ArrayNode items) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        for (String name : paging.totals()) {
            long number = number(name, paging, request, slice);
            if (number >= 0) {
                envelope.put(name, number);
            }
        }
        envelope.set(paging.items(), items);
        return envelope;
    }

    /** One of the envelope's numbers; negative when it is not known. */
    private static long number(String name, Paging paging, ApiRequest request, Slice<?> slice) {
        Window window = request.window();
        return switch (name) {
            case "start" -> window instanceof Window.Offset offset ? offset.start() : 0;
            case "limit" -> paging.limitedByLength() ? slice.items().size() : window.limit();
            case "length" -> slice.items().size();
            case "page" -> request.number("page", 0);
            case "per_page" -> window.limit();
            case "total" -> slice.total();
            default -> throw new IllegalStateException("no number of a page: " + name);
        };
    }
}
