package dev.gatehouse.server.tokenexchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A kind of foreign token, and the action that decides whom it stands for (RFC 8693). */
public record TokenExchangeProfile(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("token_exchange_profile")
            .identified("id", identifiers -> identifiers.prefixed("tep_"))
            .unique("subject_token_type", "/subject_token_type")
            .missing("Token exchange profile not found.")
            .timestamps("created_at", "updated_at")
            .build();

    /** The trigger of the actions that decide. */
    public static final String TRIGGER = "custom-token-exchange";

    /** The action that decides. */
    public String actionId() {
        return text("action_id", "");
    }
}
