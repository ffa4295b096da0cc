package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A script for one trigger, as its author last changed it: what runs is its deployed version. */
public record Action(ObjectNode json) implements View {
    static final String DEPLOYED = "deployed_version_id";

    public static final Kind KIND = Kind.named("action")
            .identified("id", Identifiers::uuid)
            .unique("name", "/name")
            .key("actionName", "/name")
            .key("triggerId", "/supported_triggers/0/id")
            .key("deployed", action -> List.of(Boolean.toString(action.has(DEPLOYED))))
            .key("installed", action -> List.of(Boolean.toString(action.has("installed_integration_id"))))
            .key("module", Action::modules)
            .schemas("Action")
            .errors(ErrorCode.INEXISTENT_ACTION, ErrorCode.ACTION_CONFLICT)
            .timestamps("created_at", "updated_at")
            .build();

    public String id() {
        return text("id", "");
    }

    public String name() {
        return text("name", "");
    }

    /** The trigger it is for, as in {@code post-login}. */
    public String trigger() {
        return at("supported_triggers").path(0).path("id").asText();
    }

    /** The npm packages that its script needs. */
    JsonNode dependencies() {
        return at("dependencies");
    }

    /** The modules that it uses, each once. */
    private static List<String> modules(ObjectNode action) {
        Set<String> ids = new LinkedHashSet<>();
        action.path("modules")
                .forEach(reference -> ids.add(reference.path("module_id").asText()));
        return List.copyOf(ids);
    }

    /** The version that runs; null while none is deployed. */
    public @Nullable String deployedVersion() {
        return text(DEPLOYED);
    }
}
