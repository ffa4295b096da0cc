package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What must hold of a database connection's options, rule by rule. */
final class ConnectionRules {
    private static final List<String> NOT_WITH_ATTRIBUTES = List.of("requires_username", "validation");

    private final Schema databaseOptions;
    private final List<Consumer<ObjectNode>> rules = List.of(
            ConnectionRules::checkConflicts,
            ConnectionRules::checkActiveIdentifier,
            ConnectionRules::checkRequiredOnSignup,
            this::checkSchema);

    ConnectionRules(Contract contract) {
        databaseOptions = new Schemas(contract).named("DatabaseConnectionOptions");
    }

    /**
     * @throws Rejection naming the first rule that the options break
     */
    void check(String strategy, JsonNode options) {
        if (strategy.equals("auth0") && options instanceof ObjectNode sent) {
            rules.forEach(rule -> rule.accept(sent));
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

    private void checkSchema(ObjectNode options) {
        Violation violation = databaseOptions.check(options, "options");
        if (violation != null) {
            throw refuse("Payload validation error: " + violation);
        }
    }

    private static Rejection refuse(String message) {
        return ErrorCode.INVALID_BODY.refuse(message);
    }
}
