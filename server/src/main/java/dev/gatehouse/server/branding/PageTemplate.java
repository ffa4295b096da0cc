package dev.gatehouse.server.branding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** The template of the pages, in Liquid. */
public record PageTemplate(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("universal_login_template").build();

    /** The templates of tenants, where they have one. */
    public static SingleDocument<PageTemplate> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, PageTemplate::new, "{}");
    }
}
