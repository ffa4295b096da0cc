package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values as JSON, and JSON as it was sent. */
public final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Keeps every digit of a number: a value that nobody looked at goes back as it came. */
    private static final JsonMapper READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .parseLenient()
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);

    private JsonValues() {}

    /**
     * Reads JSON.
     *
     * @param json in UTF-8
     * @return missing when {@code json} is empty
     * @throws IOException when it is not JSON
     */
    public static JsonNode parse(byte[] json) throws IOException {
        return json.length == 0 ? MissingNode.getInstance() : READER.readTree(json);
    }

    /**
     * The value as it is written in JSON.
     *
     * @param value JSON, a view, text, a number, a boolean, a time, null, or a list or map of these
     * @throws IllegalArgumentException for anything else
     */
    public static JsonNode of(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof JsonObject object) {
            return object.json();
        } else if (value instanceof CharSequence || value instanceof Instant || value instanceof Enum<?>) {
            return JSON.textNode(value.toString());
        } else if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Iterable<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(of(item)));
            return array;
        } else if (value instanceof Map<?, ?> members) {
            ObjectNode object = JSON.objectNode();
            members.forEach((name, member) -> object.set(String.valueOf(name), of(member)));
            return object;
        }
        return BoundValues.write(value);
    }

    /**
     * JSON as a value of a class.
     *
     * @throws IllegalArgumentException when it cannot be read as that class
     */
    public static <T> T read(JsonNode json, Class<T> type) {
        return BoundValues.read(json, type);
    }

    /**
     * A time with its offset as RFC 3339 writes it; the API also has some as PostgreSQL does, with a blank for the T and an
     * offset of hours alone.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant instant(String text) {
        return TIME.parse(text, Instant::from);
    }

    /**
     * The number that an answer is.
     *
     * @throws UnexpectedTypeException when it is something else
     */
    public static Integer integer(JsonNode answer) {
        if (answer.canConvertToInt()) {
            return answer.intValue();
        }
        throw new UnexpectedTypeException("the answer", "a number", answer);
    }

    /**
     * The texts that an answer is a list of.
     *
     * @throws UnexpectedTypeException when it is something else, or holds something else
     */
    public static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        if (!answer.isArray()) {
            throw new UnexpectedTypeException("the answer", "a list of texts", answer);
        }
        for (JsonNode each : answer) {
            if (!each.isTextual()) {
                throw new UnexpectedTypeException("an item of the answer", "text", each);
            }
            texts.add(each.asText());
        }
        return texts;
    }

    /** As the same number would be read, so that views are equal whether they were made or answered. */
    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        } else if (number instanceof BigInteger integer) {
            return integer(integer);
        } else if (number instanceof Double || number instanceof Float) {
            // Throws a NumberFormatException, an IllegalArgumentException, for what is not a number in JSON.
            return JSON.numberNode(new BigDecimal(number.toString()));
        }
        return integer(BigInteger.valueOf(number.longValue()));
    }

    private static JsonNode integer(BigInteger integer) {
        if (integer.bitLength() < Integer.SIZE) {
            return JSON.numberNode(integer.intValue());
        }
        return integer.bitLength() < Long.SIZE ? JSON.numberNode(integer.longValue()) : JSON.numberNode(integer);
    }
}
