package dev.gatehouse.server.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A script that runs when someone signs in. */
public record Rule(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("rule")
            .identified("id", identifiers -> identifiers.prefixed("rul_"))
            .unique("name", "/name")
            .key("enabled", "/enabled")
            .errors(ErrorCode.INEXISTENT_RULE, ErrorCode.RULE_CONFLICT)
            .build();

    public String id() {
        return text("id", "");
    }

    /** Where it runs among the others, the lowest first; no two rules share it. */
    public double order() {
        return at("order").asDouble();
    }

    public boolean enabled() {
        return flag("enabled");
    }
}
