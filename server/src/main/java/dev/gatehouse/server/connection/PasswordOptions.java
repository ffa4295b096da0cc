package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;

/** The defaults within {@code password_options}, for what was left out of them. */
final class PasswordOptions {
    private static final JsonNode DEFAULTS = StoredJson.read("""
            {"complexity": {"min_length": 15, "character_types": [], "character_type_rule": "all",
                            "identical_characters": "allow", "sequential_characters": "allow",
                            "max_length_exceeded": "error"},
             "dictionary": {"active": false, "default": "en_100k", "custom": []},
             "history": {"active": false, "size": 3},
             "profile_data": {"active": false, "blocked_fields": ["name", "username", "nickname", "email",
                              "phone_number", "user_metadata.name", "user_metadata.first", "user_metadata.last"]}}
            """);

    private PasswordOptions() {}

    static void complete(ObjectNode options) {
        if (options.path("password_options") instanceof ObjectNode password) {
            DEFAULTS.properties()
                    .forEach(group -> addMissing(password.withObjectProperty(group.getKey()), group.getValue()));
        }
    }

    private static void addMissing(ObjectNode group, JsonNode defaults) {
        defaults.properties().forEach(property -> {
            if (!group.has(property.getKey())) {
                group.set(property.getKey(), property.getValue().deepCopy());
            }
        });
    }
}
