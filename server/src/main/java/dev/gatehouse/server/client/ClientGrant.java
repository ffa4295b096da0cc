package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a client have tokens for an API. */
public record ClientGrant(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("client_grant")
            .identified("id", identifiers -> identifiers.prefixed("cgr_"))
            .ownedBy(Client.KIND, "client_id")
            .key("audience", "/audience")
            .key("subject_type", "/subject_type")
            .key("allow_any_organization", "/allow_any_organization")
            .key("default_for", "/default_for")
            .unique("grant", grant -> List.of(new ClientGrant(grant).key()))
            .errors(ErrorCode.INEXISTENT_CLIENT_GRANT, ErrorCode.CLIENT_GRANT_CONFLICT)
            .build();

    public String id() {
        return text("id", "");
    }

    /** The client; null when it is the default for clients of third parties. */
    public @Nullable String clientId() {
        return text("client_id");
    }

    /** The identifier of the API. */
    public String audience() {
        return text("audience", "");
    }

    /** Who stands behind the tokens: {@code client} or {@code user}. */
    public String subjectType() {
        return text("subject_type", "client");
    }

    /** The scopes granted; what they are when {@link #allowsAllScopes()} is the API's matter. */
    public List<String> scopes() {
        return texts("scope");
    }

    public boolean allowsAllScopes() {
        return flag("allow_all_scopes");
    }

    /** Whether it came with its client, and cannot be changed. */
    public boolean isSystem() {
        return flag("is_system");
    }

    /** Whether tokens without an organization are refused. */
    public boolean requiresOrganization() {
        return text("organization_usage", "").equals("require");
    }

    /** What no two grants share. */
    String key() {
        return key(text("client_id", ""), audience(), subjectType());
    }

    static String key(String clientId, String audience, String subjectType) {
        return String.join(" ", clientId, audience, subjectType);
    }
}
