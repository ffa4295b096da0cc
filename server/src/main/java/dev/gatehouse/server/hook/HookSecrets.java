package dev.gatehouse.server.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The secrets that a hook is given, by their names. */
public record HookSecrets(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("hook_secrets")
            .identified("hook_id")
            .ownedBy(Hook.KIND, "hook_id")
            .secrets("values/*")
            .build();

    static final int MAX = 20;

    /** The values, by the names of the secrets. */
    public ObjectNode values() {
        return json.withObjectProperty("values");
    }
}
