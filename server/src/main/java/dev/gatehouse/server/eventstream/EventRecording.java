package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;

/** Whether a tenant's events are recorded for subscribers, since when and until when. A tenant has one of them. */
public record EventRecording(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("event_recording").identified("id").cached().build();

    static final String NONE = "{\"since\": 0, \"until\": 0}";

    /** What the events say that they were streamed by. */
    String streamId() {
        return text("stream_id", "");
    }

    /** Everything since then is there, unless it is too old. */
    Instant since() {
        return Instant.ofEpochMilli(at("since").asLong());
    }

    Instant until() {
        return Instant.ofEpochMilli(at("until").asLong());
    }

    boolean isOn(Instant now) {
        return now.isBefore(until());
    }
}
