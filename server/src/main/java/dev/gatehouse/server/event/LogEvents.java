package dev.gatehouse.server.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes log events, each in the transaction of what it tells. Thread-safe. */
public final class LogEvents {
    private static final String INSERT = "INSERT INTO log_event (tenant, log_id, at, type, user_id, body)"
            + " VALUES (:tenant, :id, :at, :type, :user, :body)";

    /** Every event has all of these, null where it has nothing to say, in this order. */
    private static final List<String> MEMBERS = List.of(
            "description",
            "connection",
            "connection_id",
            "organization_id",
            "organization_name",
            "client_id",
            "client_name",
            "ip",
            "hostname",
            "details",
            "user_id",
            "user_name",
            "user_agent",
            "audience",
            "strategy",
            "strategy_type",
            "location_info");

    private final Sequence sequence;

    public LogEvents(Sequence sequence) {
        this.sequence = sequence;
    }

    /**
     * Adds an event.
     *
     * @param type a code of the API's list of log event types, as in {@code sapi}
     * @param members the event's other members: {@code description}, {@code details}, {@code user_id} and the like;
     *     of {@code user_agent}, the header as it was sent, the log keeps what it tells
     */
    public void append(Transaction tx, String type, ObjectNode members) {
        long micros = sequence.next();
        String id = LogId.of(micros, sequence.node());
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("_id", id).put("log_id", id);
        event.put("date", WireTime.of(at));
        event.put("type", type);
        MEMBERS.forEach(member ->
                event.set(member, members.path(member).isMissingNode() ? event.nullNode() : members.get(member)));
        UserAgent agent = UserAgent.of(members.path("user_agent").asText());
        event.put("user_agent", agent.name());
        event.put("isMobile", agent.isMobile());
        tx.sql(INSERT)
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .bind("type", type)
                .bind(
                        "user",
                        event.hasNonNull("user_id") ? event.path("user_id").asText() : null)
                .bind("body", StoredJson.write(event))
                .update();
    }
}
