package dev.gatehouse.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Operation.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One operation in the shorthand of the contract's YAML files, and its expansion to OpenAPI. */
final class OperationShorthand {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> KEYS = Set.of(
            "operationId",
            "x-title",
            "x-flat",
            "x-query",
            "x-page",
            "x-stream",
            "x-fields",
            "x-member-methods",
            "x-aliases",
            "x-file",
            "summary",
            "description",
            "deprecated",
            "security",
            "parameters",
            "body",
            "responses");
    private static final Map<String, String> RESPONSE_DESCRIPTIONS = Map.of(
            "200", "The response.",
            "201", "Created.",
            "202", "Accepted; a job processes the request.",
            "204", "Done; no content.");

    private final String place;
    private final ObjectNode shorthand;
    private final JsonNode pathParameters;
    private final List<String> faults;

    OperationShorthand(String place, ObjectNode shorthand, JsonNode pathParameters, List<String> faults) {
        this.place = place;
        this.shorthand = shorthand;
        this.pathParameters = pathParameters;
        this.faults = faults;
    }

    ObjectNode expand(String path, String tag) {
        ObjectNode operation = JSON.objectNode();
        operation.putArray("tags").add(tag);
        for (Map.Entry<String, JsonNode> entry : shorthand.properties()) {
            switch (entry.getKey()) {
                case "body" -> operation.set("requestBody", body(entry.getValue()));
                case "responses", "parameters" -> {}
                default -> operation.set(entry.getKey(), entry.getValue());
            }
            if (!KEYS.contains(entry.getKey())) {
                faults.add(place + ": unknown key '" + entry.getKey() + "'");
            }
        }
        operation.set("parameters", parameters(path));
        operation.set("responses", responses());
        return operation;
    }

    /** The parameters that the operation names, and those its short forms stand for, where it does not name them itself. */
    private ArrayNode parameters(String path) {
        ArrayNode all = JSON.arrayNode();
        pathParameters.forEach(parameter -> all.add(pathParameter(parameter)));
        shorthand.path("parameters").forEach(parameter -> all.add(pathParameter(parameter)));
        Set<String> named = Set.copyOf(all.findValuesAsText("name"));
        for (ObjectNode parameter : impliedParameters()) {
            if (!named.contains(parameter.path("name").asText())) {
                all.add(parameter);
            }
        }
        requireEveryPathParameter(path, all);
        return all;
    }

    private List<ObjectNode> impliedParameters() {
        List<ObjectNode> implied = new ArrayList<>();
        JsonNode page = shorthand.path("x-page");
        int most = page.path("most").asInt(100);
        @Nullable Integer last = page.has("last") ? page.get("last").asInt() : null;
        String limits = "Items in a page, at most " + most + "; " + Math.min(50, most) + " by default.";
        if (pagedBy("offset")) {
            implied.add(query("page", integer(0, last), "Number of the page, from 0."));
            implied.add(query("per_page", integer(page.path("least").asInt(0), most), limits));
            if (!alwaysEnvelope()) {
                implied.add(query(
                        "include_totals", type("boolean"), "true to be answered with the total beside the items."));
            }
        }
        if (pagedBy("checkpoint")) {
            implied.add(query(
                    "from", type("string").put("maxLength", 1000), "Where to go on: the next of the page before."));
            implied.add(query("take", integer(1, most), limits));
        }
        if (shorthand.path("x-fields").asBoolean() || shorthand.path("x-fields").isArray()) {
            implied.add(query("fields", fields(), "Fields to include or leave out, separated by commas."));
            implied.add(
                    query("include_fields", type("boolean"), "false to leave the named fields out; true by default."));
        }
        return implied;
    }

    /** The names that may be asked for, where the operation lists them, as the pattern by which the API refuses others. */
    private ObjectNode fields() {
        ObjectNode schema = type("string");
        JsonNode names = shorthand.path("x-fields");
        if (names.isArray()) {
            String any = StreamSupport.stream(names.spliterator(), false)
                    .map(name -> "(" + name.asText().replace(".", "\\.") + ")")
                    .collect(Collectors.joining("|", "(", ")"));
            schema.put("pattern", "^" + any + "(," + any + ")*$");
        }
        return schema;
    }

    private void requireEveryPathParameter(String path, ArrayNode parameters) {
        for (Matcher m = PATH_PARAMETER.matcher(path); m.find(); ) {
            String name = m.group(1);
            boolean described = parameters.findValuesAsText("name").contains(name);
            if (!described) {
                faults.add(place + ": path parameter " + name + " is not described");
            }
        }
    }

    private static JsonNode pathParameter(JsonNode parameter) {
        ObjectNode copy = parameter.deepCopy();
        if (copy.path("in").asText().equals("path")) {
            copy.put("required", true);
        }
        return copy;
    }

    private boolean pagedBy(String way) {
        for (JsonNode by : shorthand.path("x-page").path("by")) {
            if (by.asText().equals(way)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode query(String name, ObjectNode schema, String description) {
        ObjectNode parameter =
                JSON.objectNode().put("name", name).put("in", "query").put("description", description);
        parameter.set("schema", schema);
        return parameter;
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode integer(int minimum, @Nullable Integer maximum) {
        ObjectNode schema = type("integer").put("minimum", minimum);
        if (maximum != null) {
            schema.put("maximum", maximum);
        }
        return schema;
    }

    private ObjectNode body(JsonNode shorthand) {
        boolean optional = shorthand.has("optional");
        ObjectNode body = JSON.objectNode().put("required", !optional);
        ObjectNode schema = schema(optional ? shorthand.get("optional") : shorthand);
        body.set("content", content(this.shorthand.has("x-file") ? "multipart/form-data" : "application/json", schema));
        return body;
    }

    private ObjectNode responses() {
        ObjectNode responses = JSON.objectNode();
        for (Map.Entry<String, JsonNode> entry : shorthand.path("responses").properties()) {
            responses.set(entry.getKey(), response(entry.getKey(), entry.getValue()));
        }
        if (responses.isEmpty()) {
            faults.add(place + ": no responses");
        }
        return responses;
    }

    private ObjectNode response(String status, JsonNode shorthand) {
        if (shorthand.has("x-error")) {
            return refusal(shorthand);
        }
        ObjectNode response = JSON.objectNode();
        response.put(
                "description",
                shorthand.path("description").asText(RESPONSE_DESCRIPTIONS.getOrDefault(status, "The response.")));
        if (shorthand.has("schema")) {
            ObjectNode schema = schema(shorthand.get("schema"));
            response.set("content", json(this.shorthand.has("x-page") ? page(schema) : schema));
        }
        return response;
    }

    /** A response with the error body: {@code x-error} names the codes of the server's error table. */
    static ObjectNode refusal(JsonNode shorthand) {
        List<String> codes = codes(shorthand.path("x-error"));
        ObjectNode response = JSON.objectNode().put("description", "Refused: " + String.join(", ", codes) + ".");
        codes.forEach(response.putArray("x-error")::add);
        response.set("content", json(reference("Error")));
        return response;
    }

    private static List<String> codes(JsonNode shorthand) {
        return shorthand.isTextual()
                ? List.of(shorthand.asText())
                : StreamSupport.stream(shorthand.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    /** A list is answered bare, or in an envelope when totals or checkpoints are asked for. */
    private ObjectNode page(ObjectNode item) {
        Paging page = Paging.of(shorthand.get("x-page"));
        ObjectNode array = type("array");
        array.set("items", item);
        ObjectNode envelope = type("object");
        ObjectNode properties = envelope.putObject("properties");
        properties.set(page.items(), array);
        if (page.offset()) {
            page.totals().forEach(name -> properties.set(name, type("integer")));
        }
        if (page.checkpoint()) {
            properties.set("next", type("string"));
        }
        if (page.alwaysEnvelope()) {
            return envelope;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("oneOf").add(array.deepCopy()).add(envelope);
        return either;
    }

    private boolean alwaysEnvelope() {
        return shorthand.path("x-page").path("always").asText().equals("envelope");
    }

    private static ObjectNode schema(JsonNode shorthand) {
        if (shorthand.isTextual()) {
            return reference(shorthand.asText());
        }
        if (shorthand.isArray()) {
            ObjectNode array = type("array");
            array.set("items", schema(shorthand.get(0)));
            return array;
        }
        return shorthand.deepCopy();
    }

    private static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode json(ObjectNode schema) {
        return content("application/json", schema);
    }

    private static ObjectNode content(String type, ObjectNode schema) {
        ObjectNode content = JSON.objectNode();
        content.putObject(type).set("schema", schema);
        return content;
    }

    /** The body of every refusal. */
    static ObjectNode errorSchema() {
        ObjectNode error = type("object").put("description", "Why a request was refused.");
        error.putArray("required").add("statusCode").add("error").add("message");
        ObjectNode properties = error.putObject("properties");
        properties.set("statusCode", type("integer").put("description", "The HTTP status."));
        properties.set("error", type("string").put("description", "The status in words."));
        properties.set("message", type("string").put("description", "What was refused and why."));
        properties.set(
                "errorCode", type("string").put("description", "A stable name of the refusal, where it has one."));
        return error;
    }
}
