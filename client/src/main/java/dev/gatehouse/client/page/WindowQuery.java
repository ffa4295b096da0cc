package dev.gatehouse.client.page;

import dev.gatehouse.client.model.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The searches of a list that is read in windows of time.
 *
 * @param query what is searched for in all windows
 * @param by the member with the time
 * @param id the member that tells items apart
 */
record WindowQuery(Query query, String by, String id) {
    private static final int MAX_PAGE_SIZE = 100;

    /** Sorts, asks for the largest pages, and sees to it that both members are in the answer. */
    WindowQuery(@Nullable Query query, String by, String id) {
        this.query = query == null ? new Query() : new Query(query);
        this.by = by;
        this.id = id;
        String sort = this.query.get("sort");
        if (sort != null && !sort.equals(by + ":1")) {
            throw new IllegalArgumentException("A stream comes in the order " + by + ":1, and not " + sort);
        }
        List.of("page", "from", "take").forEach(name -> this.query.set(name, null));
        this.query.set("sort", by + ":1");
        this.query.set("per_page", MAX_PAGE_SIZE);
        this.query.set("include_totals", true);
        setFields();
    }

    private void setFields() {
        String fields = query.get("fields");
        if (fields == null) {
            return;
        }
        List<String> named = new ArrayList<>(List.of(fields.split(",")));
        named.removeAll(List.of(by, id));
        if (!"false".equals(query.get("include_fields"))) {
            named.addAll(List.of(by, id));
        }
        query.set("fields", named.isEmpty() ? null : named);
        if (named.isEmpty()) {
            query.set("include_fields", null);
        }
    }

    /** The search from a time on; null for the very first. */
    Query from(@Nullable Instant bound) {
        if (bound == null) {
            return query;
        }
        String asked = query.get("q");
        String window = by + ":[\"" + bound + "\" TO *]";
        return Query.with(query, "q", asked == null || asked.isBlank() ? window : "(" + asked + ") AND " + window);
    }
}
