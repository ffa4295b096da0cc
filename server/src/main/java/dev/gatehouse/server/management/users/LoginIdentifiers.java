package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.user.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What of a profile a user signs in with. */
final class LoginIdentifiers {
    static final List<String> FIELDS = List.of("email", "username", "phone_number");

    private LoginIdentifiers() {}

    static List<Identifier> of(ObjectNode profile) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String field : FIELDS) {
            if (profile.path(field).isTextual()) {
                identifiers.add(new Identifier(field, profile.path(field).asText()));
            }
        }
        return identifiers;
    }
}
