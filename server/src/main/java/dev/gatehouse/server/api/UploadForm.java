package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an operation that takes a file: a form with typed fields beside it. */
final class UploadForm {
    private UploadForm() {}

    /** The file; null when the operation takes none, or none came. */
    static Upload.@Nullable UploadedFile file(MountedOperation mounted, Request request) {
        Upload upload = request.upload();
        return upload == null ? null : upload.file(mounted.operation().file()).orElse(null);
    }

    /**
     * The fields beside the file, valid.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no form, no file in it, or a field is wrong
     */
    static JsonNode fields(MountedOperation mounted, Schema schema, Request request) {
        Upload upload = request.upload();
        if (upload == null) {
            throw ErrorCode.UNSUPPORTED_MEDIA_TYPE.refuse();
        }
        ObjectNode source = mounted.formSchema();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        upload.fields().forEach((name, text) -> put(fields, name, text, source));
        String file = mounted.operation().file();
        if (upload.file(file).isPresent()) {
            fields.put(file, "");
        }
        List<Violation> violations = schema.check(fields);
        if (!violations.isEmpty()) {
            throw ApiRequest.refusal(violations);
        }
        if (upload.file(file).isEmpty()) {
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing required property: " + file + "'.");
        }
        fields.remove(file);
        ObjectNode complete = (ObjectNode) schema.complete(fields);
        complete.remove(file);
        return complete;
    }

    /** A form has text alone: what a field means is the contract's. An empty one is as good as none. */
    private static void put(ObjectNode fields, String name, String text, ObjectNode source) {
        String type = source.path("properties").path(name).path("type").asText();
        if (text.isEmpty()) {
            return;
        }
        if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            fields.put(name, Boolean.parseBoolean(text));
        } else {
            fields.put(name, text);
        }
    }
}
