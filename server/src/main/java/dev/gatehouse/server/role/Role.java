package dev.gatehouse.server.role;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A group of permissions that is given to users. */
public record Role(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("role")
            .identified("id", identifiers -> identifiers.prefixed("rol_"))
            .unique("name", "/name")
            .errors(ErrorCode.INEXISTENT_ROLE, ErrorCode.ROLE_CONFLICT)
            .build();

    /** Its id, as in {@code rol_} and 16 letters or digits. */
    public String id() {
        return text("id", "");
    }

    /** Its name, which no two roles share. */
    public String name() {
        return text("name", "");
    }

    /** As it is read: without a description it has an empty one. */
    public Role shown() {
        if (text("description") == null) {
            json.put("description", "");
        }
        return this;
    }
}
