package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.LocalDate;

/** How many events of a stream were delivered, and how many failed, on one day. */
public record EventStreamCount(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("event_stream_count")
            .identified("id")
            .ownedBy(EventStream.KIND, "event_stream_id")
            .build();

    public static final String DELIVERED = "delivered";
    public static final String FAILED = "failed";

    static String id(String streamId, LocalDate day) {
        return streamId + "/" + day;
    }

    static EventStreamCount none(String streamId, LocalDate day) {
        return new EventStreamCount(JsonNodeFactory.instance
                .objectNode()
                .put("id", id(streamId, day))
                .put("event_stream_id", streamId)
                .put("day", day.toString()));
    }

    public LocalDate day() {
        return LocalDate.parse(text("day", ""));
    }

    /** One more. */
    EventStreamCount plus(String member) {
        json.put(member, number(member, 0) + 1);
        return this;
    }
}
