package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.user.UserImport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a user is not imported.
 *
 * @param code the kind of problem
 * @param path the member; empty for the user as a whole
 */
record RowError(String code, String message, String path) {
    /** That the user is there, and may not be changed. */
    static final RowError DUPLICATED =
            new RowError("DUPLICATED_USER", "The user already exist and upsert parameter is false", "");

    /** That what the user signs in with belongs to several. */
    static final RowError AMBIGUOUS = new RowError("CONFLICT", "The user matches more than one user that is there", "");

    /** What the API calls the violations of a schema, by how their messages begin. */
    private static final Map<String, String> CODES = new LinkedHashMap<>();

    static {
        CODES.put("Missing required property", "OBJECT_MISSING_REQUIRED_PROPERTY");
        CODES.put("Additional properties not allowed", "OBJECT_ADDITIONAL_PROPERTIES");
        CODES.put("Too few properties", "OBJECT_PROPERTIES_MINIMUM");
        CODES.put("Too many properties", "OBJECT_PROPERTIES_MAXIMUM");
        CODES.put("Expected type", "INVALID_TYPE");
        CODES.put("Object didn't pass validation for format", "INVALID_FORMAT");
        CODES.put("Invalid value", "ENUM_MISMATCH");
        CODES.put("String is too short", "MIN_LENGTH");
        CODES.put("String is too long", "MAX_LENGTH");
        CODES.put("String does not match pattern", "PATTERN");
        CODES.put("Value", "MINIMUM");
        CODES.put("Array is too short", "ARRAY_LENGTH_SHORT");
        CODES.put("Array is too long", "ARRAY_LENGTH_LONG");
        CODES.put("Array items are not unique", "ARRAY_UNIQUE");
        CODES.put("Data does not match any schemas from 'anyOf'", "ANY_OF_MISSING");
        CODES.put("Data does not match any schemas from 'oneOf'", "ONE_OF_MISSING");
    }

    static RowError of(Violation violation) {
        String code = CODES.entrySet().stream()
                .filter(each -> violation.rule().startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("NOT_PASSED");
        return new RowError(code, violation.rule(), violation.property());
    }

    /** What a rule of the domain refused. */
    static RowError of(Rejection refusal, String path) {
        return new RowError("NOT_PASSED", refusal.publicMessage(), path);
    }

    /** The user as it was sent, without its secrets, and what is wrong. */
    static ObjectNode shown(JsonNode sent, List<RowError> errors) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        ObjectNode user = sent instanceof ObjectNode object ? object.deepCopy() : shown.objectNode();
        user.remove(UserImport.SECRETS);
        shown.set("user", user);
        ArrayNode all = shown.putArray("errors");
        for (RowError error : errors) {
            ObjectNode each = all.addObject().put("code", error.code()).put("message", error.message());
            if (!error.path().isEmpty()) {
                each.put("path", error.path());
            }
        }
        return shown;
    }
}
