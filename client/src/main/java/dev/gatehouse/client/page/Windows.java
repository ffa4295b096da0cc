package dev.gatehouse.client.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.json.JsonObject;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.model.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a search of which the API lets nobody see more than the first 1,000 results: where one window ends, the next
 * begins at the time of its last item. Fetches each page when it is needed. Not thread-safe.
 *
 * @param <T> what the list is of
 */
public final class Windows<T extends JsonObject> implements Iterator<T> {
    private static final int WINDOW = 1000;
    /** How far the order of neighbours may differ from that of their times. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final WindowQuery query;
    private final Function<Query, Page<T>> list;
    /** Those of this window by their id, with their time. */
    private final Map<String, Instant> seen = new HashMap<>();

    private @Nullable Instant bound;
    private Instant latest = Instant.MIN;
    private Instant earliestOnPage = Instant.MAX;
    private boolean disordered;
    private @Nullable Page<T> page;
    private @Nullable Iterator<T> items;
    private int length;
    private @Nullable T found;

    private Windows(WindowQuery query, Function<Query, Page<T>> list) {
        this.query = query;
        this.list = list;
    }

    /**
     * Every item, the oldest first, each once.
     *
     * @param query what to search for; its page, its size and its checkpoint do not count. Null for everything
     * @param by the member with the time of an item, by which the windows are cut
     * @param id the member that tells items apart
     * @param list asks for the first page
     * @throws IllegalArgumentException when the query is sorted otherwise
     */
    public static <T extends JsonObject> Stream<T> stream(
            @Nullable Query query, String by, String id, Function<Query, Page<T>> list) {
        Windows<T> windows = new Windows<>(new WindowQuery(query, by, id), list);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(windows, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (found == null) {
            found = find();
        }
        return found != null;
    }

    @Override
    public T next() {
        if (!hasNext() || found == null) {
            throw new NoSuchElementException();
        }
        T item = found;
        found = null;
        return item;
    }

    private @Nullable T find() {
        for (Iterator<T> current = current(); current != null; current = current()) {
            T item = current.next();
            length++;
            if (isNew(item)) {
                return item;
            }
        }
        return null;
    }

    /** The items to go on with; null at the end. */
    private @Nullable Iterator<T> current() {
        while (items == null || !items.hasNext()) {
            Page<T> next = nextPage();
            if (next == null) {
                return null;
            }
            page = next;
            items = next.items().iterator();
            earliestOnPage = Instant.MAX;
        }
        return items;
    }

    /** A window that is full may have been cut off there, whatever the total says. */
    private @Nullable Page<T> nextPage() {
        if (page == null) {
            return list.apply(query.from(null));
        }
        return length < WINDOW ? page.next().orElse(null) : nextWindow();
    }

    /**
     * Begins a little before the end of the last one: who was created at the same time as another, or is sorted a little before
     * or after its time, may stand on the other side of the cut.
     */
    private Page<T> nextWindow() {
        Instant early = disordered ? earliestOnPage : latest.minus(SLACK);
        Instant next = bound == null || early.isAfter(bound) ? early : latest;
        if (next.equals(bound)) {
            throw broken("more than " + WINDOW + " of them have the same " + query.by());
        }
        bound = next;
        length = 0;
        seen.values().removeIf(at -> at.isBefore(next));
        return list.apply(query.from(next));
    }

    /** Windows overlap. */
    private boolean isNew(T item) {
        Instant at = time(item);
        if (bound != null && at.isBefore(bound)) {
            throw broken("one is older than was asked for");
        }
        disordered |= at.isBefore(latest);
        latest = at.isAfter(latest) ? at : latest;
        earliestOnPage = at.isBefore(earliestOnPage) ? at : earliestOnPage;
        return seen.putIfAbsent(text(item, query.id()), at) == null;
    }

    private Instant time(T item) {
        try {
            return JsonValues.instant(text(item, query.by()));
        } catch (DateTimeException e) {
            throw broken("one has a " + query.by() + " that is not a time");
        }
    }

    private String text(T item, String member) {
        JsonNode value = item.get(member);
        if (value == null || !value.isTextual()) {
            throw broken("one has no " + member);
        }
        return value.textValue();
    }

    private static MalformedResponseException broken(String why) {
        return new MalformedResponseException("The results cannot be told apart by windows of time: " + why, null);
    }
}
