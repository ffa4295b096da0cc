package dev.gatehouse.server.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;

/** How flows call another service. Its setup is kept encrypted and is never shown. */
public record VaultConnection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("flow_vault_connection")
            .identified("id", identifiers -> identifiers.longPrefixed("ac_"))
            .schemas("FlowsVaultConnectionCreate")
            .missing("Connection not found")
            .timestamps("created_at", "updated_at")
            .build();

    /** The setups that are ready once someone has signed in at the service, which no request of the API does. */
    private static final String NEEDS_SIGN_IN = "OAUTH_CODE";

    private static final List<String> NAMES = List.of("username", "name", "client_id", "client_email", "account_id");
    private static final List<String> SECRETS = List.of("token", "api_key", "secret_key", "public_key");
    private static final int SHOWN = 3;

    /** Writes what follows from its setup: whether it is ready, and what the account is called. */
    public void complete() {
        String type = text("setup/type", "");
        boolean ready = !type.isEmpty() && !type.equals(NEEDS_SIGN_IN);
        json.put("ready", ready).remove(List.of("account_name", "refreshed_at"));
        if (ready) {
            json.put("account_name", accountName(type));
        } else {
            json.putNull("refreshed_at");
        }
    }

    private String accountName(String type) {
        for (String member : NAMES) {
            if (text("setup/" + member) != null) {
                return text("setup/" + member, "");
            }
        }
        for (String member : SECRETS) {
            if (text("setup/" + member) != null) {
                return label(type) + masked(text("setup/" + member, ""));
            }
        }
        return text("setup/url", text("app_id", ""));
    }

    private static String label(String type) {
        return type.equals("BEARER") ? "Bearer " : "";
    }

    /** Its first and last letters; of a short one none, since they would be most of it. */
    private static String masked(String secret) {
        int length = secret.length();
        return length <= 2 * SHOWN ? "***" : secret.substring(0, SHOWN) + "***" + secret.substring(length - SHOWN);
    }
}
