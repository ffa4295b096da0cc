package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A company or group whose people sign in together. */
public record Organization(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization")
            .identified("id", identifiers -> identifiers.prefixed("org_"))
            .unique("name", "/name")
            .errors(ErrorCode.INEXISTENT_ORGANIZATION, ErrorCode.ORGANIZATION_CONFLICT)
            .build();

    /** Its id, as in {@code org_} and 16 letters or digits. */
    public String id() {
        return text("id", "");
    }

    /** Its name in addresses, which no two organizations share. */
    public String name() {
        return text("name", "");
    }
}
