package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where log events are sent, and which of them. */
public record LogStream(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("log_stream")
            .identified("id", identifiers -> "lst_" + identifiers.digits(16))
            .key("status", "/status")
            .schemas("LogStream")
            .missing(ErrorCode.INEXISTENT_LOG_STREAM)
            .build();

    public static final String ACTIVE = "active";
    public static final String SUSPENDED = "suspended";

    /** Those that take events by HTTP; the others are kept, and nothing is sent. */
    private static final Set<String> DELIVERED = Set.of("http", "datadog", "splunk", "sumo", "segment", "mixpanel");

    public String id() {
        return text("id", "");
    }

    /** What it sends to, as in {@code http}. */
    public String type() {
        return text("type", "");
    }

    /** Whether events are sent now. */
    public boolean isDelivered() {
        return text("status", "").equals(ACTIVE) && DELIVERED.contains(type());
    }

    /** The categories of events that it wants; none for all. */
    public List<String> categories() {
        List<String> names = new ArrayList<>();
        at("filters").forEach(filter -> names.add(filter.path("name").asText()));
        return names;
    }

    /** A member of its sink. */
    String sink(String member) {
        return text("sink/" + member, "");
    }
}
