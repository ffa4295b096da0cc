package dev.gatehouse.client.call;

import dev.gatehouse.client.async.AsyncSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lists cut into parts of which each fits into one call. */
public final class Chunks {
    private Chunks() {}

    /** The parts of a list; the list itself when it is short enough, even if it is empty. */
    public static <T> List<List<T>> of(List<T> items, int max) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < items.size() || start == 0; start += max) {
            int end = items.size() - start > max ? start + max : items.size();
            parts.add(items.subList(start, end));
            if (end == items.size()) {
                break;
            }
        }
        return parts;
    }

    /** Makes a call for each part, one after another. Cancelling the future stops the current call, and none follows. */
    public static <T> CompletableFuture<Void> sequentially(
            List<T> items, int max, Function<List<T>, CompletableFuture<Void>> call) {
        List<List<T>> parts = of(items, max);
        if (parts.size() == 1) {
            return call.apply(items);
        }
        AsyncSequence<Void> sequence = new AsyncSequence<>();
        next(sequence, parts, 0, call);
        return sequence.result();
    }

    private static <T> void next(
            AsyncSequence<Void> sequence,
            List<List<T>> parts,
            int index,
            Function<List<T>, CompletableFuture<Void>> call) {
        sequence.step(() -> call.apply(parts.get(index)), done -> {
            if (index + 1 < parts.size()) {
                next(sequence, parts, index + 1, call);
            } else {
                sequence.complete(done);
            }
        });
    }

    /** One item or more, as a list. */
    @SafeVarargs
    public static <T> List<T> list(T first, T... more) {
        List<T> all = new ArrayList<>(more.length + 1);
        all.add(first);
        all.addAll(List.of(more));
        return all;
    }
}
