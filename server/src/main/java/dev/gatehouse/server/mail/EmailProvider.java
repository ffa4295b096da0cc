package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Who delivers the mail of a tenant. */
public record EmailProvider(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("email_provider")
            .schemas("EmailProvider")
            .missing(ErrorCode.INEXISTENT_EMAIL_PROVIDER)
            .build();

    /** Its name, as in {@code smtp}. */
    public String name() {
        return text("name", "");
    }

    /** Whether mail goes to it; true unless it says otherwise. */
    public boolean enabled() {
        return at("enabled").asBoolean(true);
    }

    /** A member of its credentials; empty when it is absent. */
    public String credential(String member) {
        return text("credentials/" + member, "");
    }
}
