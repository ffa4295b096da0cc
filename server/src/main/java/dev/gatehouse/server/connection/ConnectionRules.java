package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What must hold of a connection's options beside their schema, rule by rule. */
final class ConnectionRules {
    private static final List<String> NOT_WITH_ATTRIBUTES = List.of("requires_username", "validation");
    private static final List<Consumer<ObjectNode>> RULES = List.of(
            ConnectionRules::checkConflicts,
            ConnectionRules::checkActiveIdentifier,
            ConnectionRules::checkRequiredOnSignup);

    private ConnectionRules() {}

    /**
     * @throws Rejection naming the first rule that the options break
     */
    static void check(Strategy strategy, ObjectNode options) {
        checkRequired(strategy, options);
        checkValues(strategy, options);
        if (strategy.name().equals(Strategy.DATABASE)) {
            RULES.forEach(rule -> rule.accept(options));
        }
    }

    private static void checkRequired(Strategy strategy, ObjectNode options) {
        for (String name : strategy.required()) {
            if (options.path(name).asText("").isEmpty()) {
                throw refuse("options." + name + " is required");
            }
        }
    }

    private static void checkValues(Strategy strategy, ObjectNode options) {
        strategy.values().properties().forEach(member -> {
            List<String> allowed = new ArrayList<>();
            member.getValue().forEach(value -> allowed.add(value.asText()));
            if (options.hasNonNull(member.getKey())
                    && !allowed.contains(options.get(member.getKey()).asText())) {
                throw refuse("The " + member.getKey() + " property contains an invalid value. Valid values are '"
                        + String.join("', '", allowed) + "'");
            }
        });
    }

    /**
     * Whether addresses are unique cannot be decided again: users that share one may be there already.
     *
     * @throws Rejection when the change decides otherwise
     */
    static void checkUniqueness(ObjectNode before, ObjectNode after) {
        JsonNode sent = after.at("/attributes/email/unique");
        if (sent.isBoolean()
                && sent.asBoolean() != before.at("/attributes/email/unique").asBoolean(true)) {
            throw refuse("cannot patch unique property on email attribute");
        }
    }

    private static void checkConflicts(ObjectNode options) {
        for (String other : NOT_WITH_ATTRIBUTES) {
            boolean set = options.path(other).isObject() || options.path(other).asBoolean();
            if (options.path("attributes").isObject() && set) {
                throw refuse("Cannot set both options.attributes and options." + other);
            }
        }
    }

    private static void checkActiveIdentifier(ObjectNode options) {
        JsonNode attributes = options.path("attributes");
        if (!attributes.isObject()) {
            return;
        }
        for (JsonNode attribute : attributes) {
            if (attribute.at("/identifier/active").asBoolean()) {
                return;
            }
        }
        throw refuse("attributes must contain one active identifier");
    }

    private static void checkRequiredOnSignup(ObjectNode options) {
        for (Map.Entry<String, JsonNode> attribute : options.path("attributes").properties()) {
            boolean required = attribute.getValue().path("profile_required").asBoolean();
            String signup = attribute.getValue().at("/signup/status").asText("required");
            if (required && !signup.equals("required")) {
                throw refuse("attribute " + attribute.getKey() + " must also be required on signup");
            }
        }
    }

    private static Rejection refuse(String message) {
        return ErrorCode.INVALID_BODY.refuse(message);
    }
}
