package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;

/** A key that a connection signs with. */
public record ConnectionKey(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("connection_key")
            .ownedBy(Connection.KIND, "connection_id")
            .secrets("private_key")
            .build();

    private static final List<String> STATES = List.of("current", "next", "previous");

    /** Whether it is the one that is used. */
    public boolean current() {
        return flag("current");
    }

    /** Whether it is the one that is used after the next rotation. */
    public boolean next() {
        return flag("next");
    }

    /** The same key in another state: {@code current}, {@code next} or {@code previous}. */
    ConnectionKey in(String state) {
        ObjectNode changed = json.deepCopy();
        changed.remove(STATES);
        changed.put(state, true);
        return new ConnectionKey(changed);
    }

    /** The same key, in use from that time on. */
    ConnectionKey currentSince(String time) {
        ConnectionKey current = in("current");
        current.json.put("current_since", time);
        return current;
    }
}
