package dev.gatehouse.client.page;

import dev.gatehouse.client.async.Futures;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, which knows how to go on. {@link #iterator()} and {@link #stream()} run over the whole list from here,
 * fetching each further page when it is needed and none more; they throw what a call throws. Immutable, and thread-safe; an
 * iterator is not.
 *
 * @param <T> what the list is of
 */
public final class Page<T> implements Iterable<T> {
    private final List<T> items;
    private final long total;
    private final @Nullable String cursor;
    private final @Nullable Supplier<CompletableFuture<Page<T>>> following;

    /**
     * A page.
     *
     * @param items the items of this page, which are copied
     * @param total the length of the whole list; -1 when the API did not say
     * @param cursor where a checkpoint goes on; null when the list is not paged so, or ends here
     * @param following fetches the page behind this one; null at the end
     */
    public Page(
            List<T> items,
            long total,
            @Nullable String cursor,
            @Nullable Supplier<CompletableFuture<Page<T>>> following) {
        this.items = List.copyOf(items);
        this.total = total;
        this.cursor = cursor;
        this.following = following;
    }

    /** The items of this page. */
    public List<T> items() {
        return items;
    }

    /** The length of the whole list, when the API said it. */
    public OptionalLong total() {
        return total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** What {@code from} takes to go on from here; empty when the list is not paged by checkpoint, or ends here. */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** Whether there is a page behind this one, as far as can be told without asking for it. */
    public boolean hasNext() {
        return following != null;
    }

    /** The page behind this one; empty at the end. Throws what a call throws. */
    public Optional<Page<T>> next() {
        return following == null ? Optional.empty() : Optional.of(Futures.await(following.get()));
    }

    /** The page behind this one, without waiting; null at the end. The future fails as a call's does. */
    public @Nullable CompletableFuture<Page<T>> nextAsync() {
        return following == null ? null : following.get();
    }

    /** Every item from this page on. */
    @Override
    public Iterator<T> iterator() {
        return new Items<>(this);
    }

    /** Every item from this page on. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public String toString() {
        return "Page" + items;
    }

    private static final class Items<T> implements Iterator<T> {
        private Page<T> page;
        private Iterator<T> current;

        Items(Page<T> first) {
            page = first;
            current = first.items.iterator();
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && page.hasNext()) {
                page = page.next().orElseThrow();
                current = page.items.iterator();
            }
            return current.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }
}
