package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user as the API shows it: {@code user_id}, profile, metadata and {@code identities}, the primary one first. */
public record User(ObjectNode json) implements View {
    /** Its id: that of the identity it began with. */
    public String id() {
        return text("user_id", "");
    }

    /** The email address in lower case; null for none. */
    public @Nullable String email() {
        JsonNode email = json.path("email");
        return email.isTextual() ? email.asText().toLowerCase(Locale.ROOT) : null;
    }

    /** When it was created; null for a user that is not stored yet. */
    public @Nullable Instant createdAt() {
        JsonNode created = json.path("created_at");
        return created.isTextual() ? Instant.parse(created.asText()) : null;
    }

    /** Whether the user may not sign in. */
    public boolean blocked() {
        return flag("blocked");
    }

    /** Who it is at each provider, the primary first. */
    public List<Identity> identities() {
        List<Identity> identities = new ArrayList<>();
        json.path("identities").forEach(each -> identities.add(new Identity((ObjectNode) each)));
        return identities;
    }

    /** Its identity on the connection of that name. */
    public Optional<Identity> identityOn(String connection) {
        return identities().stream()
                .filter(identity -> identity.connection().equals(connection))
                .findFirst();
    }

    /** Whether {@code identity} is the one whose profile is the user's own. */
    public boolean isPrimary(IdentityKey identity) {
        return identity.userId().equals(id());
    }

    /** Takes an identity out of this view; empty when it has none such. */
    Optional<Identity> remove(IdentityKey key) {
        Iterator<JsonNode> identities = json.path("identities").elements();
        while (identities.hasNext()) {
            Identity each = new Identity((ObjectNode) identities.next());
            if (each.key().equals(key)) {
                identities.remove();
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
