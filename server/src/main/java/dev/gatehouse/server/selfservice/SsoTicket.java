package dev.gatehouse.server.selfservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;

/** What lets someone set up a connection by a profile, until it expires. Its id is its hash: the ticket itself is not kept. */
public record SsoTicket(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("sso_ticket")
            .ownedBy(SelfServiceProfile.KIND, "profile_id")
            .build();

    public String id() {
        return text("id", "");
    }

    /** The profile that it is for. */
    public String profileId() {
        return text("profile_id", "");
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(Instant.parse(text("expires_at", "")));
    }
}
