package dev.gatehouse.server.selfservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** How each kind of identity provider names the attributes of users. */
public record UserAttributeProfile(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("user_attribute_profile")
            .identified("id", identifiers -> identifiers.longPrefixed("uap_"))
            .missing("User attribute profile not found.")
            .build();
}
