package dev.gatehouse.server.attackprotection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** When people are asked to prove that they are no bots. */
public record BotDetection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("bot_detection").build();

    private static final String INITIAL = """
            {"challenge_password_policy": "never", "challenge_passwordless_policy": "never",
             "challenge_password_reset_policy": "never", "allowlist": [], "bot_detection_level": "medium",
             "monitoring_mode_enabled": false}
            """;

    /** The settings of tenants. */
    public static SingleDocument<BotDetection> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, BotDetection::new, INITIAL);
    }
}
