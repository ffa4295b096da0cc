package dev.gatehouse.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from and to the wire. */
public final class Json {
    /** Deeper than any payload of the API, and far from a stack's end. */
    private static final int MAXIMUM_DEPTH = 64;

    /** More than a double can hold (RFC 8259 §6), and few enough digits to be written out. */
    private static final int MAXIMUM_EXPONENT = 400;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // which makes 100.0 an 1E+2
            .build();

    private Json() {}

    /**
     * The JSON that a client sent.
     *
     * @throws dev.gatehouse.server.error.Rejection invalid_body when it is not JSON in UTF-8, names a member twice, is
     *     nested more than 64 deep, or holds what cannot be stored (NUL, half a surrogate pair, a number beyond any double)
     */
    public static JsonNode parse(byte[] body) {
        JsonNode value;
        try {
            value = MAPPER.readTree(utf8(body));
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
            // Jackson lets the last one out for an exponent of too many digits.
            throw ErrorCode.INVALID_BODY.refuse();
        }
        if (value.isMissingNode()) {
            throw ErrorCode.INVALID_BODY.refuse();
        }
        requireStorable(value);
        return value;
    }

    /** Jackson by itself also takes UTF-16, and sequences that are longer than UTF-8 allows. */
    private static String utf8(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        // RFC 8259 §8.1: a parser may ignore a byte order mark.
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The UTF-8 bytes of {@code value}. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void requireStorable(JsonNode value) {
        if (value.isTextual()) {
            requireStorable(value.asText());
        } else if (value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MAXIMUM_EXPONENT) {
            throw refuse("A number may not be beyond the range of a double");
        }
        value.fieldNames().forEachRemaining(Json::requireStorable);
        value.forEach(Json::requireStorable);
    }

    private static void requireStorable(String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw refuse("Text may not hold NUL or half a surrogate pair");
        }
    }

    private static Rejection refuse(String rule) {
        return ErrorCode.INVALID_BODY.refuse("Payload validation error: '" + rule + "'.");
    }
}
