package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event on its way to one stream: pending until it is delivered, which ends it, or has failed too often. */
public record EventDelivery(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("event_delivery")
            .identified("id", identifiers -> "evt_" + identifiers.alphanumeric(22))
            .key("status", "/status")
            .ownedBy(EventStream.KIND, "event_stream_id")
            .build();

    static final String PENDING = "pending";
    public static final String FAILED = "failed";

    /** The pauses before the attempts after the first. */
    private static final int[] PAUSES = {1, 2, 4};

    public String id() {
        return text("id", "");
    }

    public String streamId() {
        return text("event_stream_id", "");
    }

    public String eventType() {
        return text("event_type", "");
    }

    public boolean isPending() {
        return text("status", "").equals(PENDING);
    }

    public Instant time() {
        return Instant.parse(text("event/time", ""));
    }

    /** Notes an attempt that failed; how long to wait for the next, or null when there is none. */
    @Nullable
    Duration failed(String reason, Instant at, Duration took) {
        json.withArrayProperty("attempts")
                .addObject()
                .put("status", FAILED)
                .put("error_message", reason)
                .put("timestamp", WireTime.of(at))
                .put("duration", took.toNanos() / 1e6);
        int tried = number("tried", 0) + 1;
        json.put("tried", tried);
        if (tried > PAUSES.length) {
            json.put("status", FAILED).remove("tried");
            return null;
        }
        return Duration.ofSeconds(PAUSES[tried - 1]);
    }

    /** Begins anew. */
    void retry(Instant at) {
        json.put("status", PENDING).remove("tried");
        json.withArrayProperty("attempts").addObject().put("status", "retrying").put("timestamp", WireTime.of(at));
    }
}
