package dev.gatehouse.server.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The templates that the server has for what a resource's users make: listed and read, never changed. */
public final class Templates {
    private final ObjectNode file;

    private Templates(ObjectNode file) {
        this.file = file;
    }

    /** Those in {@code templates.json} beside a resource's class: the list as it is answered. */
    public static Templates of(Class<?> resource) {
        try (InputStream in = resource.getResourceAsStream("templates.json")) {
            if (in == null) {
                throw new IllegalStateException("no templates.json beside " + resource);
            }
            return new Templates(StoredJson.object(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves the list of them, and each by its id. */
    public void mount(Operations operations, String list, String get) {
        operations.read(list, (tx, request) -> ApiResponse.of(file.deepCopy()));
        operations.read(get, (tx, request) -> ApiResponse.of(find(request.id())));
    }

    private JsonNode find(String id) {
        for (JsonNode list : file) {
            for (JsonNode template : list) {
                if (template.path("id").asText().equals(id)) {
                    return template.deepCopy();
                }
            }
        }
        throw ErrorCode.NOT_FOUND.refuse("Template not found.");
    }
}
