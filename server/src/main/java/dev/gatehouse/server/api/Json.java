package dev.gatehouse.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.server.api.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON from and to the wire. */
public final class Json {
    /** Deeper than any payload of the API, and far from a stack's end. */
    private static final int MAXIMUM_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // which makes 100.0 an 1E+2
            .build();

    private Json() {}

    /**
     * The JSON that a client sent.
     *
     * @throws dev.gatehouse.server.api.error.ApiException invalid_body when it is not JSON, is nested more than 64 deep, or
     *     holds text that cannot be stored (NUL, half a surrogate pair)
     */
    public static JsonNode parse(byte[] body) {
        JsonNode value;
        try {
            value = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw ErrorCode.INVALID_BODY.refuse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (hasEscapes(body) && !isStorable(value)) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Payload validation error: 'Text may not hold NUL or half a surrogate pair'.");
        }
        return value;
    }

    /** The UTF-8 bytes of {@code value}. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only an escape can bring such text in: as plain bytes it is not well-formed, and was refused already. */
    private static boolean hasEscapes(byte[] body) {
        for (int i = 0; i + 1 < body.length; i++) {
            if (body[i] == '\\' && body[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    private static boolean isStorable(JsonNode value) {
        if (value.isTextual()) {
            return isStorable(value.asText());
        }
        for (var names = value.fieldNames(); names.hasNext(); ) {
            if (!isStorable(names.next())) {
                return false;
            }
        }
        for (JsonNode child : value) {
            if (!isStorable(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
