package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.DocumentOperations.Rule;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.View;
import java.util.function.Function;

/**
 * The operations of a kind whose documents are maps that users fill: read, and replaced as a whole. A map that nobody filled is
 * empty. It is kept under one member of its document, so that no key of a user's is taken for a member of the document.
 */
public final class MapOperations {
    private static final String CONTENT = "content";

    private final Operations operations;
    private final DocumentCollection<? extends View> maps;
    private final Function<ApiRequest, String> id;

    /**
     * @param id which map a request is for
     */
    public MapOperations(
            Operations operations, DocumentCollection<? extends View> maps, Function<ApiRequest, String> id) {
        this.operations = operations;
        this.maps = maps;
        this.id = id;
    }

    public MapOperations get(String operationId) {
        return get(operationId, Rule.NONE);
    }

    /** As {@link #get(String)}, under a rule on the document that holds the map; its members are not shown. */
    public MapOperations get(String operationId, Rule rule) {
        operations.read(operationId, (tx, request) -> {
            ObjectNode document =
                    maps.find(tx, id.apply(request)).map(View::json).orElseGet(() -> newDocument(request));
            rule.apply(tx, request, document);
            JsonNode content = document.path(CONTENT);
            return ApiResponse.of(content.isObject() ? content : JsonNodeFactory.instance.objectNode());
        });
        return this;
    }

    public MapOperations put(String operationId) {
        return put(operationId, Rule.NONE);
    }

    /** As {@link #put(String)}, under a rule on the document that holds the map. */
    public MapOperations put(String operationId, Rule rule) {
        operations.write(operationId, (tx, request) -> {
            ObjectNode document = newDocument(request);
            document.set(CONTENT, request.body());
            rule.apply(tx, request, document);
            maps.put(tx, document);
            return ApiResponse.of(request.body().deepCopy());
        });
        return this;
    }

    private ObjectNode newDocument(ApiRequest request) {
        return JsonNodeFactory.instance.objectNode().put(maps.kind().idMember(), id.apply(request));
    }
}
