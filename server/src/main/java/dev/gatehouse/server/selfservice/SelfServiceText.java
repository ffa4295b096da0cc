package dev.gatehouse.server.selfservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The texts of a page of a self-service profile, in one language. */
public record SelfServiceText(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("self_service_text")
            .ownedBy(SelfServiceProfile.KIND, "profile_id")
            .build();
}
