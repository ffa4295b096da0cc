package dev.gatehouse.server.attackprotection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** How people prove that they are no bots. */
public record Captcha(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("captcha").schemas("Captcha").build();

    private static final String INITIAL = """
            {"active_provider_id": "auth_challenge", "auth_challenge": {"fail_open": false}, "simple_captcha": {}}
            """;

    /** The settings of tenants. */
    public static SingleDocument<Captcha> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, Captcha::new, INITIAL);
    }
}
