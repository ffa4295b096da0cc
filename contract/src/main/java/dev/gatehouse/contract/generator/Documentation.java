package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Javadoc from the descriptions in the contract. */
final class Documentation {
    private Documentation() {}

    /** The description of a property or parameter, with its limits. */
    static String of(String description, JsonNode schema) {
        List<String> limits = new ArrayList<>();
        if (schema.path("minLength").asInt() == 1) {
            limits.add("not empty");
        } else {
            add(limits, schema, "minLength", "at least %s characters");
        }
        add(limits, schema, "maxLength", "at most %s characters");
        add(limits, schema, "minimum", "at least %s");
        add(limits, schema, "maximum", "at most %s");
        add(limits, schema, "maxItems", "at most %s items");
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.get("enum").forEach(value -> values.add(value.asText()));
            limits.add("one of " + String.join(", ", values));
        }
        String text = description.isEmpty() ? "As the API says." : description;
        String stated = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return escaped(limits.isEmpty() ? text : stated + " (" + String.join("; ", limits) + ").");
    }

    /** The members that a schema requires, as a sentence; empty for none. */
    static String required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add("{@code " + escaped(name.asText()) + "}"));
        return names.isEmpty() ? "" : " Required: " + String.join(", ", names) + ".";
    }

    private static void add(List<String> limits, JsonNode schema, String keyword, String form) {
        if (schema.has(keyword)) {
            limits.add(String.format(form, schema.get(keyword).asText()));
        }
    }

    /** Safe within Javadoc, and within JavaPoet's formats. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "{@literal @}")
                .replace("$", "$$")
                .replace("*/", "*&#47;");
    }
}
