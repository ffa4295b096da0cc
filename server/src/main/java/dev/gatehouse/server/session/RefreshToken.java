package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A refresh token of a user. */
public record RefreshToken(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("refresh_token").ownedByUser().build();
}
