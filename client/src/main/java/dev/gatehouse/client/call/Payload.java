package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * What a call sends.
 *
 * @param contentType its media type
 * @param bytes empty for nothing
 */
record Payload(String contentType, byte[] bytes) {
    private static final Payload NOTHING = new Payload("application/json", new byte[0]);

    static Payload of(Call call) {
        JsonNode body = call.body();
        if (body == null) {
            return NOTHING;
        }
        String file = call.operation().file();
        return file.isEmpty()
                ? new Payload("application/json", body.toString().getBytes(StandardCharsets.UTF_8))
                : multipart(body, file);
    }

    /** A part for each member (RFC 7578 §4); text goes as it is, the file as a JSON document. */
    private static Payload multipart(JsonNode body, String file) {
        String boundary = "gatehouse-" + UUID.randomUUID();
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            boolean isFile = member.getKey().equals(file);
            write(
                    parts,
                    "--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + escaped(member.getKey()) + "\""
                            + (isFile ? "; filename=\"" + file + ".json\"\r\ncontent-type: application/json" : "")
                            + "\r\n\r\n");
            write(parts, member.getValue().asText() + "\r\n");
        }
        write(parts, "--" + boundary + "--\r\n");
        return new Payload("multipart/form-data; boundary=" + boundary, parts.toByteArray());
    }

    /** As browsers do, so that a name ends where it should (RFC 7578 §2 leaves it to them). */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows no bytes: they may hold secrets. */
    @Override
    public String toString() {
        return contentType;
    }
}
