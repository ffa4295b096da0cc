package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.ArrayList;
import java.util.List;

/** Which events are delivered, and where. */
public record EventStream(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("event_stream")
            .identified("id", identifiers -> "est_" + identifiers.alphanumeric(22))
            .schemas("EventStream")
            .errors(ErrorCode.INEXISTENT_EVENT_STREAM, ErrorCode.RESOURCE_CONFLICT)
            .timestamps("created_at", "updated_at")
            .cached()
            .build();

    /** The destination that events are delivered to; the others are kept alone. */
    static final String WEBHOOK = "webhook";

    public String id() {
        return text("id", "");
    }

    public String name() {
        return text("name", "");
    }

    /** What it delivers to, as in {@code webhook}. */
    public String type() {
        return text("destination/type", "");
    }

    /** Whether events of a type are delivered to it. */
    boolean wants(String eventType) {
        return text("status", "").equals("enabled")
                && type().equals(WEBHOOK)
                && subscriptions(json).contains(eventType);
    }

    private static List<String> subscriptions(ObjectNode stream) {
        List<String> types = new ArrayList<>();
        for (JsonNode subscription : stream.path("subscriptions")) {
            String type = subscription.path("event_type").asText();
            if (!types.contains(type)) {
                types.add(type);
            }
        }
        return types;
    }
}
