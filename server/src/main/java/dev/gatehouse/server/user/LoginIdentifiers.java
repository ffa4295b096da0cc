package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.password.UsernameRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The members of a profile that a user signs in with: how they are stored, and which of them no two users share. */
public final class LoginIdentifiers {
    static final List<String> MEMBERS = List.of("email", "username", "phone_number");

    private LoginIdentifiers() {}

    /** Brings those in {@code profile} into the form they are stored in. */
    static void normalize(ObjectNode profile) {
        if (profile.path("email").isTextual()) {
            profile.put("email", profile.path("email").asText().toLowerCase(Locale.ROOT));
        }
        if (profile.path("username").isTextual()) {
            profile.put(
                    "username",
                    UsernameRules.normalized(profile.path("username").asText()));
        }
    }

    /** All that a user signs in with, whichever of its identities that is. */
    public static List<String> of(User user) {
        List<JsonNode> profiles = new ArrayList<>(List.of(user.json()));
        user.identities().forEach(identity -> profiles.add(identity.json().path("profileData")));
        return profiles.stream()
                .flatMap(profile -> MEMBERS.stream().map(profile::path))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .toList();
    }

    /**
     * Those that no other user of the connection may have.
     *
     * @param options those of the connection; an address that its attributes declare not to be unique is shared by whoever has
     *     it, and nobody is found by it
     */
    static List<Identifier> of(JsonNode options, ObjectNode profile) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String member : MEMBERS) {
            boolean unique =
                    options.path("attributes").path(member).path("unique").asBoolean(true);
            if (unique && profile.path(member).isTextual()) {
                identifiers.add(new Identifier(member, profile.path(member).asText()));
            }
        }
        return identifiers;
    }
}
