package dev.gatehouse.server.attackprotection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** What is done about passwords that leaked elsewhere. */
public record BreachedPasswordDetection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("breached_password_detection").build();

    private static final String FREQUENCY = "admin_notification_frequency";
    private static final String INITIAL = """
            {"enabled": false, "shields": [], "admin_notification_frequency": [], "method": "standard",
             "stage": {"pre-user-registration": {"shields": []}, "pre-change-password": {"shields": []}}}
            """;

    /** The settings of tenants. */
    public static SingleDocument<BreachedPasswordDetection> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, BreachedPasswordDetection::new, INITIAL);
    }

    /**
     * Administrators who are told of nothing any more are not told at intervals either.
     *
     * @param sent the change that led to these settings
     */
    public void forgetIdleFrequency(ObjectNode sent) {
        boolean notifies = notifies(at("shields"))
                || at("stage").properties().stream()
                        .anyMatch(stage -> notifies(stage.getValue().path("shields")));
        if (!notifies && !sent.has(FREQUENCY)) {
            json.putArray(FREQUENCY);
        }
    }

    private static boolean notifies(JsonNode shields) {
        for (JsonNode shield : shields) {
            if (shield.asText().equals("admin_notification")) {
                return true;
            }
        }
        return false;
    }
}
