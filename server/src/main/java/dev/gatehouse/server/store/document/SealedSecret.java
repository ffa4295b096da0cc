package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.encryption.SecretBox;

/** The stored form of a secret: a string is encrypted as a string, any other value as an object with its encrypted JSON. */
final class SealedSecret {
    private static final String MEMBER = "$sealed";

    private SealedSecret() {}

    /**
     * Encrypts a value.
     *
     * @param place where it is stored: it can be decrypted in no other place
     */
    static JsonNode seal(SecretBox box, JsonNode value, String place) {
        return value.isTextual()
                ? TextNode.valueOf(box.seal(value.asText(), place))
                : JsonNodeFactory.instance.objectNode().put(MEMBER, box.seal(StoredJson.write(value), place));
    }

    /** The value that was encrypted for this place. */
    static JsonNode open(SecretBox box, JsonNode stored, String place) {
        if (stored.isTextual()) {
            return TextNode.valueOf(box.open(stored.asText(), place));
        }
        boolean sealed = stored instanceof ObjectNode object && object.size() == 1 && object.has(MEMBER);
        return sealed ? StoredJson.read(box.open(stored.path(MEMBER).asText(), place)) : stored;
    }
}
