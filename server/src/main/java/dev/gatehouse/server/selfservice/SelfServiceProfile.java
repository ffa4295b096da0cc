package dev.gatehouse.server.selfservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import org.jspecify.annotations.Nullable;

/** What a customer may set up, and with which identity providers. */
public record SelfServiceProfile(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("self_service_profile")
            .identified("id", identifiers -> identifiers.longPrefixed("ssp_"))
            .missing("Profile with ID: {id} not found")
            .timestamps("created_at", "updated_at")
            .build();

    /** The profile whose attributes are asked for; null when it names its own. */
    public @Nullable String userAttributeProfileId() {
        return text("user_attribute_profile_id");
    }
}
