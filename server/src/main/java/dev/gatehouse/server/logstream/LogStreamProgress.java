package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.event.LogPosition;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a log stream has come, and since when its sink fails. */
public record LogStreamProgress(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("log_stream_progress").identified("id").build();

    /** One that has delivered nothing yet. */
    public static LogStreamProgress beginning(String streamId, LogPosition position) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", streamId);
        return new LogStreamProgress(json).at(position);
    }

    LogPosition position() {
        return new LogPosition(text("after", ""), text("newest", ""));
    }

    /** Moved on: its sink works. */
    LogStreamProgress at(LogPosition position) {
        json.put("after", position.after()).put("newest", position.newest());
        return recovered();
    }

    /** The same without failures. */
    public LogStreamProgress recovered() {
        json.remove("failures");
        json.remove("failing_since");
        json.remove("failure");
        return this;
    }

    /** Failed once more. */
    LogStreamProgress failed(String reason, Instant now) {
        json.put("failures", failures() + 1).put("failure", reason);
        if (!json.has("failing_since")) {
            json.put("failing_since", now.toEpochMilli());
        }
        return this;
    }

    /** Failures in a row. */
    int failures() {
        return number("failures", 0);
    }

    /** For how long it has failed without a success in between. */
    Duration failing(Instant now) {
        @Nullable String since = text("failing_since");
        return since == null ? Duration.ZERO : Duration.between(Instant.ofEpochMilli(Long.parseLong(since)), now);
    }
}
