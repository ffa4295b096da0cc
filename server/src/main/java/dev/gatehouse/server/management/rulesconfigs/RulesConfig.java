package dev.gatehouse.server.management.rulesconfigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A value that rules read by its key. */
public record RulesConfig(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("rules_config").identified("key").schemas("RulesConfig").build();
}
