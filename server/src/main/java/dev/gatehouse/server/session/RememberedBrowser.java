package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A browser in which a user needs no second factor for a while. */
public record RememberedBrowser(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("remembered_browser").ownedByUser().build();
}
