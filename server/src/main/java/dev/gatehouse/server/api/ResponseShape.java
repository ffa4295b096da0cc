package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.MarkedMembers;
import dev.gatehouse.contract.Operation;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a document an operation answers: the members that the schema of its response names, without those that are
 * {@code writeOnly}. What else is stored with a document never leaves the server. Immutable and thread-safe.
 */
final class ResponseShape {
    private final @Nullable Set<String> members;
    private final Set<String> computed;
    private final MarkedMembers writeOnly;

    private ResponseShape(@Nullable Set<String> members, Set<String> computed, MarkedMembers writeOnly) {
        this.members = members;
        this.computed = computed;
        this.writeOnly = writeOnly;
    }

    static ResponseShape of(Contract contract, Operation operation) {
        ObjectNode response = operation.response();
        if (response == null) {
            return new ResponseShape(null, Set.of(), MarkedMembers.none());
        }
        ObjectNode item = contract.resolve(item(contract, operation, response));
        boolean open = !item.has("properties")
                || item.has("oneOf")
                || item.has("anyOf")
                || item.path("additionalProperties").isObject()
                || item.path("additionalProperties").asBoolean()
                || item.path("x-map").asBoolean();
        Set<String> members = new HashSet<>();
        item.path("properties").fieldNames().forEachRemaining(members::add);
        Set<String> computed = new HashSet<>();
        item.path("properties").properties().stream()
                .filter(property -> property.getValue().path("x-computed").asBoolean())
                .forEach(property -> computed.add(property.getKey()));
        return new ResponseShape(open ? null : members, computed, MarkedMembers.of(contract, item, "writeOnly"));
    }

    /** The schema of one item where the response is a list, in whichever form lists are answered. */
    private static ObjectNode item(Contract contract, Operation operation, ObjectNode response) {
        JsonNode schema = contract.resolve(response);
        if (operation.page() != null) {
            JsonNode alternative = schema.path("oneOf").path(0);
            schema = alternative.isObject()
                    ? alternative
                    : schema.path("properties").path(operation.page().items());
        }
        return schema.path("type").asText().equals("array") && schema.get("items") instanceof ObjectNode items
                ? items
                : response;
    }

    /** The members that are answered whatever {@code fields} asks for, since no document stores them: {@code x-computed}. */
    Set<String> computed() {
        return computed;
    }

    /** Narrows one document, or each of a list, in place. */
    JsonNode narrow(JsonNode body) {
        if (body.isArray()) {
            body.forEach(this::narrow);
        } else if (body instanceof ObjectNode document) {
            if (members != null) {
                keepOnly(document, members);
            }
            writeOnly.remove(document);
        }
        return body;
    }

    private static void keepOnly(ObjectNode document, Set<String> members) {
        Iterator<String> names = document.fieldNames();
        while (names.hasNext()) {
            if (!members.contains(names.next())) {
                names.remove();
            }
        }
    }
}
