package dev.gatehouse.server.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the log so that no event is left out. On a database that several servers share, an event may become visible after later
 * ones: its transaction took longer, or another node's clock is behind. So a consumer's position passes only events that are
 * old enough for that, and what it has had of the younger ones is marked one by one. Thread-safe. Table: log_delivery.
 *
 * @param name whose marks these are
 */
public record LogConsumer(String name) {
    /** Longer than any write takes, with what clocks of nodes may differ. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static final String UNMARKED = " AND NOT EXISTS (SELECT 1 FROM log_delivery d"
            + " WHERE d.tenant = log_event.tenant AND d.stream_id = :consumer AND d.log_id = log_event.log_id)";

    public static LogConsumer of(String name) {
        return new LogConsumer(name);
    }

    /** The next events that it has not had, oldest first. */
    public List<ObjectNode> next(Transaction tx, LogPosition position, int limit) {
        String select = "SELECT body FROM log_event WHERE tenant = :tenant AND log_id > :after";
        SqlStatement statement =
                tx.sql(select + (position.isAhead() ? UNMARKED : "") + " ORDER BY log_id LIMIT :limit");
        if (position.isAhead()) {
            statement.bind("consumer", name);
        }
        return statement
                .bind("after", position.after())
                .bind("limit", limit)
                .list(row -> StoredJson.object(row.text(1)));
    }

    /**
     * Notes that it has had events.
     *
     * @param ids of the events that {@link #next} gave it, in that order
     * @param shared whether other servers write to the database
     * @param read when they were read
     */
    public LogPosition had(Transaction tx, LogPosition position, List<String> ids, boolean shared, Instant read) {
        String last = ids.isEmpty() ? position.after() : ids.get(ids.size() - 1);
        if (!shared) {
            return LogPosition.after(max(last, position.after()));
        }
        String settled = LogId.before(read.minus(SETTLED));
        mark(tx, ids.stream().filter(id -> id.compareTo(settled) > 0).toList());
        // What is settled and was not read yet is still to come.
        String after = max(position.after(), ids.isEmpty() ? settled : min(settled, last));
        unmark(tx, after);
        return new LogPosition(after, max(after, max(position.newest(), last)));
    }

    /** Whether it can pass all that it has had, though there is nothing new. */
    public static boolean isSettled(LogPosition position, Instant read) {
        return position.isAhead() && LogId.before(read.minus(SETTLED)).compareTo(position.newest()) > 0;
    }

    private void mark(Transaction tx, List<String> ids) {
        SqlStatement insert = tx.sql("INSERT INTO log_delivery (tenant, stream_id, log_id)"
                + " VALUES (:tenant, :consumer, :id) ON CONFLICT DO NOTHING");
        for (String id : ids) {
            insert.bind("consumer", name).bind("id", id).add();
        }
        insert.updateAll();
    }

    private void unmark(Transaction tx, String upTo) {
        tx.sql("DELETE FROM log_delivery WHERE tenant = :tenant AND stream_id = :consumer AND log_id <= :id")
                .bind("consumer", name)
                .bind("id", upTo)
                .update();
    }

    /** Removes its marks. */
    public void forget(Transaction tx) {
        tx.sql("DELETE FROM log_delivery WHERE tenant = :tenant AND stream_id = :consumer")
                .bind("consumer", name)
                .update();
    }

    private static String max(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String min(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
