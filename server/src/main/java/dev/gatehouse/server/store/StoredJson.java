package dev.gatehouse.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as it is kept in a column. */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // which makes 100.0 an 1E+2
            .build();

    private StoredJson() {}

    public static ObjectNode object(String column) {
        return (ObjectNode) read(column);
    }

    public static JsonNode read(String column) {
        try {
            return MAPPER.readTree(column);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored document cannot be read", e);
        }
    }

    public static String write(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("a document cannot be stored", e);
        }
    }
}
