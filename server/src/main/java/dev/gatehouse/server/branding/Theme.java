package dev.gatehouse.server.branding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A theme of the pages. */
public record Theme(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("branding_theme")
            .identified("themeId", identifiers -> identifiers.alphanumeric(32))
            .missing(ErrorCode.THEME_NOT_FOUND)
            .build();
}
