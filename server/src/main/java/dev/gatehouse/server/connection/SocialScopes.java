package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The scopes that a social connection asks its provider for: those that its switches stand for, in the order of the switches,
 * then those that were written freely. The provider decides the form: a list, or text joined by a space or a comma.
 */
final class SocialScopes {
    private SocialScopes() {}

    static void complete(Strategy strategy, ObjectNode options) {
        if (!strategy.json().has("scopes")) {
            return;
        }
        // Before version 2 of a strategy, its provider had other names for the same.
        boolean legacy = strategy.json().has("legacyScopes") && !options.has("strategy_version");
        JsonNode meanings = strategy.at(legacy ? "legacyScopes" : "scopes");
        boolean switched = options.properties().stream()
                .anyMatch(option -> strategy.at("scopes").has(option.getKey()) || meanings.has(option.getKey()));
        boolean free = options.path("freeform_scopes").isArray();
        if (options.hasNonNull("scope") && !switched && !free) {
            return;
        }
        if (strategy.flag("scopeOnlyWhenSwitched") && !switched && !free) {
            return;
        }
        options.set("scope", inForm(strategy, asked(strategy, options, meanings)));
    }

    private static Set<String> asked(Strategy strategy, ObjectNode options, JsonNode meanings) {
        Set<String> asked = new LinkedHashSet<>();
        String first = strategy.text("firstScope");
        if (first != null) {
            asked.add(first);
        }
        options.properties().forEach(option -> {
            if (meanings.has(option.getKey()) && option.getValue().asBoolean()) {
                asked.add(meanings.get(option.getKey()).asText());
            }
        });
        options.path("freeform_scopes").forEach(scope -> asked.add(scope.asText()));
        return asked;
    }

    private static JsonNode inForm(Strategy strategy, Set<String> scopes) {
        String separator = strategy.text("scopeSeparator");
        if (separator != null) {
            return JsonNodeFactory.instance.textNode(String.join(separator, scopes));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        scopes.forEach(list::add);
        return list;
    }
}
