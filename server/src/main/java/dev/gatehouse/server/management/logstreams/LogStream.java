package dev.gatehouse.server.management.logstreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Where log events are sent, and which of them. */
public record LogStream(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("log_stream")
            .identified("id", identifiers -> "lst_" + identifiers.digits(16))
            .schemas("LogStream")
            .build();

    /** What it sends to, as in {@code http}. */
    public String type() {
        return text("type", "");
    }
}
