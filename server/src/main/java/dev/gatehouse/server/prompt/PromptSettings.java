package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** Which pages people see. */
public record PromptSettings(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("prompt_settings").build();

    private static final String INITIAL = """
            {"universal_login_experience": "new", "identifier_first": false, "webauthn_platform_first_factor": false}
            """;

    /** The settings of tenants. */
    public static SingleDocument<PromptSettings> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, PromptSettings::new, INITIAL);
    }
}
