package dev.gatehouse.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API. Immutable, apart from the JSON it hands out, which is not to be changed.
 *
 * @param id manager and method, as in {@code roles.get}
 * @param method the HTTP method in upper case
 * @param path the path template below {@code /api/v2}, as in {@code /roles/{id}}
 * @param scopes the scopes of which a token needs one; empty when any valid token will do
 * @param parameters the path and query parameters
 * @param body the schema of the body, or null when it takes none
 * @param bodyRequired whether a request without a body is refused
 * @param status the status of the response when all goes well
 * @param page how the response is paged, or null when it is not a list
 * @param source the operation in the OpenAPI document, with the keys this record leaves out
 */
public record Operation(
        String id,
        String method,
        String path,
        List<String> scopes,
        List<Parameter> parameters,
        @Nullable ObjectNode body,
        boolean bodyRequired,
        int status,
        @Nullable Paging page,
        ObjectNode source) {

    /**
     * How a list is paged.
     *
     * @param items the name of the envelope's list
     * @param offset whether {@code page}, {@code per_page} and {@code include_totals} are taken
     * @param checkpoint whether {@code from} and {@code take} are taken
     * @param alwaysEnvelope whether the response is never a bare array
     * @param totals the envelope's numbers when it is paged by offset, in order
     * @param limitedByLength whether the envelope's {@code limit} is the number of its items, whatever was asked for
     * @param id the member of an item that the next checkpoint is read from; empty when the envelope has it
     */
    public record Paging(
            String items,
            boolean offset,
            boolean checkpoint,
            boolean alwaysEnvelope,
            List<String> totals,
            boolean limitedByLength,
            String id) {
        private static final List<String> TOTALS = List.of("start", "limit", "total");
        private static final List<String> PAGE_TOTALS = List.of("page", "per_page", "total");

        public Paging {
            totals = List.copyOf(totals);
        }

        /** As the contract's {@code x-page} says. */
        public static Paging of(JsonNode page) {
            List<String> by = texts(page.path("by"));
            boolean always = page.path("always").asText().equals("envelope");
            List<String> usual = always ? PAGE_TOTALS : TOTALS;
            return new Paging(
                    page.path("items").asText(),
                    by.contains("offset"),
                    by.contains("checkpoint"),
                    always,
                    page.has("totals") ? texts(page.path("totals")) : usual,
                    page.path("limit").asText().equals("length"),
                    page.path("id").asText());
        }
    }

    /** Whether the response can be narrowed with {@code fields} and {@code include_fields}. */
    public boolean selectsFields() {
        return source.path("x-fields").asBoolean()
                || source.path("x-fields").isArray()
                || parameters().stream().anyMatch(parameter -> parameter.name().equals("fields"));
    }

    /** The codes of the errors it can return, beside those that any operation can: {@link Contract#errors}. */
    public Set<String> errors() {
        return errors(source.path("responses"));
    }

    /** Those of the codes that it answers with that status. */
    public Set<String> errors(int status) {
        return errors(JsonNodeFactory.instance
                .arrayNode()
                .add(source.path("responses").path(Integer.toString(status))));
    }

    /** The codes that {@code responses} name in their {@code x-error}. */
    static Set<String> errors(JsonNode responses) {
        Set<String> errors = new LinkedHashSet<>();
        responses.forEach(response -> response.path("x-error").forEach(code -> errors.add(code.asText())));
        return errors;
    }

    /** Whether a response of that status is described for it, even if it is a refusal. */
    public boolean answers(int status) {
        return source.path("responses").has(Integer.toString(status));
    }

    /** The schema of the response when all goes well, of one item where it is a list; null when it has no content. */
    public @Nullable ObjectNode response() {
        JsonNode schema =
                source.path("responses").path(Integer.toString(status)).at("/content/application~1json/schema");
        return schema instanceof ObjectNode object ? object : null;
    }

    /** Its title in the API's documentation, which the log shows too; its summary where it has none. */
    public String title() {
        return source.path("x-title").asText(summary());
    }

    /** What it does, in a few words. */
    public String summary() {
        return source.path("summary").asText();
    }

    /**
     * The name of the member of the body that is sent as a file, in {@code multipart/form-data}; empty when the body is JSON.
     */
    public String file() {
        return source.path("x-file").asText();
    }

    private static @Nullable ObjectNode bodySchema(JsonNode requestBody) {
        return Stream.of("/content/application~1json/schema", "/content/multipart~1form-data/schema")
                .map(requestBody::at)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElse(null);
    }

    static Operation of(String path, String method, ObjectNode source) {
        JsonNode requestBody = source.path("requestBody");
        return new Operation(
                source.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                texts(source.path("security").path(0).path("bearer")),
                parameters(source),
                bodySchema(requestBody),
                requestBody.path("required").asBoolean(),
                successStatus(source.path("responses")),
                source.has("x-page") ? Paging.of(source.get("x-page")) : null,
                source);
    }

    private static List<Parameter> parameters(ObjectNode source) {
        return StreamSupport.stream(source.path("parameters").spliterator(), false)
                .map(p -> new Parameter(
                        p.path("name").asText(),
                        p.path("in").asText(),
                        p.path("required").asBoolean(),
                        p.path("description").asText(),
                        (ObjectNode) p.path("schema")))
                .toList();
    }

    private static int successStatus(JsonNode responses) {
        Map<Integer, JsonNode> byStatus = new TreeMap<>();
        responses.properties().forEach(r -> byStatus.put(Integer.valueOf(r.getKey()), r.getValue()));
        return byStatus.keySet().iterator().next();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
