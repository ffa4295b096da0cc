package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A public key, a certificate or a certificate's subject that a client authenticates with. */
public record Credential(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("client_credential")
            .identified("id", identifiers -> identifiers.longPrefixed("cred_"))
            .ownedBy(Client.KIND, "client_id")
            .missing(ErrorCode.INEXISTENT_CREDENTIAL)
            .timestamps("created_at", "updated_at")
            .build();

    private static final List<String> INTERNAL = List.of("client_id", "pem");

    public String id() {
        return text("id", "");
    }

    public String clientId() {
        return text("client_id", "");
    }

    /** The key or certificate; null for a subject alone. */
    public @Nullable String pem() {
        return text("pem");
    }

    /** The id of its key; null for none. */
    public @Nullable String keyId() {
        return text("kid");
    }

    /** What its key signs with; RS256 unless it says otherwise. */
    public String algorithm() {
        return text("alg", "RS256");
    }

    /** Whether it has not expired at that time. */
    public boolean isValidAt(Instant now) {
        String expires = text("expires_at");
        return expires == null || now.isBefore(Instant.parse(expires));
    }

    /** As it stands within a client that is answered: without the key itself. */
    ObjectNode summary() {
        return json.deepCopy().remove(INTERNAL);
    }
}
