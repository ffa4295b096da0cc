package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import java.util.Map;

/** {@code GET /api/v2/openapi.json}: the contract itself. Needs no token. */
public final class OpenApiDocument implements Endpoint {
    /** Where it is served. */
    public static final String PATH = ManagementApi.BASE_PATH + "/openapi.json";

    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json; charset=utf-8", "access-control-allow-origin", "*");

    private final byte[] document;

    public OpenApiDocument(Contract contract) {
        document = Json.write(withoutNestedReferences(contract.document().deepCopy()));
    }

    /** Some tools lose what is beside a {@code $ref} when it holds others: there the first is one of {@code allOf}. */
    private static JsonNode withoutNestedReferences(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("$ref") && object.has("anyOf")) {
            JsonNode reference = object.remove("$ref");
            object.putArray("allOf").addObject().set("$ref", reference);
        }
        node.forEach(OpenApiDocument::withoutNestedReferences);
        return node;
    }

    @Override
    public Response handle(Request request) {
        return new Response(200, HEADERS, document);
    }
}
