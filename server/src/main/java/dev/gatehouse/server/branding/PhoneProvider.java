package dev.gatehouse.server.branding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Who delivers text messages and calls. */
public record PhoneProvider(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("phone_provider")
            .identified("id", identifiers -> identifiers.longPrefixed("pro_"))
            .unique("channel", "/channel")
            .schemas("PhoneProviderCreate")
            .missing(ErrorCode.INEXISTENT_PHONE_NOTIFICATION)
            .timestamps("created_at", "updated_at")
            .build();
}
