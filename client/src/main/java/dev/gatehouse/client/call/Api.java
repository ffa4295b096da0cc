package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What managers call. Futures fail with a {@link dev.gatehouse.client.error.ManagementException}, and cancelling one stops
 * its call. Thread-safe.
 */
public interface Api {
    /** The answer as one object. */
    <T> CompletableFuture<T> one(Call call, Function<ObjectNode, T> view);

    /** The answer as a list. */
    <T> CompletableFuture<List<T>> list(Call call, Function<ObjectNode, T> view);

    /** The answer as a page of a list. */
    <T> CompletableFuture<Page<T>> page(Call call, Function<ObjectNode, T> view);

    /** The answer as what has no members: a number, or a list of texts. */
    <T> CompletableFuture<T> value(Call call, Function<JsonNode, T> reader);

    /** The answer is awaited, and its content dropped. */
    CompletableFuture<Void> none(Call call);
}
