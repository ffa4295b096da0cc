package dev.gatehouse.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.sql.SqlStatement;
import dev.gatehouse.server.work.Retention;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads log events. What it returns belongs to the caller. Thread-safe. */
public final class LogStore implements Retention.Store {
    /** A search, and a sort by another member than the date, look at so many of the newest events. */
    private static final int MAX_SEARCHED = 10_000;

    /**
     * What is asked for.
     *
     * @param query in the query language; null for all
     * @param userId whose events; null for everybody's
     * @param sort the member that orders them
     * @param descending whether the greatest comes first
     */
    public record Criteria(@Nullable String query, @Nullable String userId, String sort, boolean descending) {
        boolean inOrderOfTime() {
            return sort.equals("date");
        }
    }

    /** The event with that id. */
    public Optional<ObjectNode> find(Transaction tx, String id) {
        return tx.sql("SELECT body FROM log_event WHERE tenant = :tenant AND log_id = :id")
                .bind("id", id)
                .first(row -> StoredJson.object(row.text(1)));
    }

    /** The events after another, oldest first. */
    public List<ObjectNode> after(Transaction tx, String id, int limit) {
        return tx.sql("SELECT body FROM log_event WHERE tenant = :tenant AND log_id > :id ORDER BY log_id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .list(row -> StoredJson.object(row.text(1)));
    }

    @Override
    public boolean hasBefore(Transaction tx, Instant time) {
        return tx.sql("SELECT log_id FROM log_event WHERE tenant = :tenant AND log_id < :end LIMIT 1")
                .bind("end", LogId.before(time))
                .first(row -> row.text(1))
                .isPresent();
    }

    @Override
    public int deleteBefore(Transaction tx, Instant time, int limit) {
        List<String> ids = tx.sql("SELECT log_id FROM log_event WHERE tenant = :tenant AND log_id < :end"
                        + " ORDER BY log_id LIMIT :limit")
                .bind("end", LogId.before(time))
                .bind("limit", limit)
                .list(row -> row.text(1));
        if (ids.isEmpty()) {
            return 0;
        }
        return tx.sql("DELETE FROM log_event WHERE tenant = :tenant AND log_id <= :last")
                .bind("last", ids.get(ids.size() - 1))
                .update();
    }

    /**
     * A page of what is asked for.
     *
     * @throws dev.gatehouse.server.user.search.InvalidQueryException when the query is none
     */
    public Slice<ObjectNode> find(Transaction tx, Criteria criteria, Window.Offset window) {
        if (criteria.query() == null && criteria.inOrderOfTime()) {
            List<ObjectNode> page = newest(tx, criteria, window.start(), window.limit());
            return new Slice<>(page, window.withTotal() ? count(tx, criteria) : -1, null);
        }
        List<ObjectNode> found = newest(tx, criteria, 0, MAX_SEARCHED);
        if (criteria.query() != null) {
            found = found.stream().filter(LogSearch.of(criteria.query())).toList();
        }
        return Slice.of(criteria.inOrderOfTime() ? found : sorted(found, criteria), window);
    }

    private static List<ObjectNode> sorted(List<ObjectNode> events, Criteria criteria) {
        Comparator<JsonNode> order =
                Comparator.comparing(event -> event.path(criteria.sort()).asText());
        return events.stream()
                .sorted(criteria.descending() ? order.reversed() : order)
                .toList();
    }

    private static List<ObjectNode> newest(Transaction tx, Criteria criteria, int start, int limit) {
        boolean ascending = criteria.inOrderOfTime() && !criteria.descending();
        return ofUser(
                        tx,
                        "SELECT body FROM log_event",
                        criteria,
                        " ORDER BY log_id " + (ascending ? "ASC" : "DESC") + " LIMIT :limit OFFSET :start")
                .bind("limit", limit)
                .bind("start", start)
                .list(row -> StoredJson.object(row.text(1)));
    }

    private static long count(Transaction tx, Criteria criteria) {
        return ofUser(tx, "SELECT COUNT(*) FROM log_event", criteria, "").number();
    }

    private static SqlStatement ofUser(Transaction tx, String select, Criteria criteria, String rest) {
        String all = select + " WHERE tenant = :tenant";
        return criteria.userId() == null
                ? tx.sql(all + rest)
                : tx.sql(all + " AND user_id = :user" + rest).bind("user", criteria.userId());
    }
}
