package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides personal data in an event, wherever it stands: members of these names at every depth, and email addresses and telephone
 * numbers also within other text. What is masked becomes stars; what is hashed stays comparable, as XXH64 in hexadecimal.
 */
final class PiiMask {
    private static final String MASK = "*****";
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "first_name", List.of("first_name", "given_name"),
            "last_name", List.of("last_name", "family_name"),
            "username", List.of("username", "user_name", "preferred_username", "nickname"),
            "email", List.of("email"),
            "phone", List.of("phone", "phone_number"),
            "address", List.of("address"));

    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final Set<String> members = new HashSet<>();
    private final boolean emails;
    private final boolean phones;
    private final boolean hashed;

    /**
     * @param config the stream's {@code pii_config}; missing for nothing to be hidden
     */
    PiiMask(JsonNode config) {
        config.path("log_fields").forEach(field -> members.addAll(MEMBERS.getOrDefault(field.asText(), List.of())));
        emails = members.contains("email");
        phones = members.contains("phone");
        hashed = config.path("method").asText().equals("hash");
    }

    /** Hides it in an event, which is changed. */
    void hideIn(ObjectNode event) {
        if (!members.isEmpty()) {
            hide(event);
        }
    }

    private void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                boolean named = members.contains(member.getKey());
                member.setValue(named ? hidden(member.getValue()) : hiddenWithin(member.getValue()));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hiddenWithin(array.get(i)));
            }
        }
    }

    private JsonNode hidden(JsonNode value) {
        boolean nothing = value.isNull() || value.isTextual() && value.asText().isEmpty();
        return nothing ? value : TextNode.valueOf(hidden(value.isValueNode() ? value.asText() : value.toString()));
    }

    private String hidden(String value) {
        return hashed ? XxHash.of(value) : MASK;
    }

    private JsonNode hiddenWithin(JsonNode value) {
        if (!value.isTextual()) {
            hide(value);
            return value;
        }
        String text = value.asText();
        if (emails && text.indexOf('@') > 0) {
            text = EMAIL.matcher(text).replaceAll(found -> hidden(found.group()));
        }
        if (phones && text.indexOf('+') >= 0) {
            text = PHONE.matcher(text).replaceAll(found -> hidden(found.group()));
        }
        return TextNode.valueOf(text);
    }
}
