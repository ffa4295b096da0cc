package dev.gatehouse.client.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A view of a JSON object. Members that a model does not name are kept, and are read and written with {@link #get} and
 * {@link #with}. A member may be absent, null or a value: getters answer null for the first two, which {@link #has} tells apart,
 * and throw {@link UnexpectedTypeException} for a value of another type. Equal when its class and its JSON are equal. Not
 * thread-safe while it is changed.
 */
public class JsonObject implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The members, in their order. */
    private final ObjectNode json;

    /** An empty object. */
    public JsonObject() {
        this(JsonNodeFactory.instance.objectNode());
    }

    /** A view of {@code json}, which it does not copy. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JsonObject(ObjectNode json) {
        this.json = json;
    }

    /**
     * An object with the members of a map, whose values may be JSON, views, text, numbers, booleans, times, null, lists or maps.
     *
     * @throws IllegalArgumentException for a value that has no JSON form
     */
    public static JsonObject of(Map<String, ?> members) {
        JsonObject object = new JsonObject();
        members.forEach(object::set);
        return object;
    }

    /** The JSON itself: changes to it are seen here. */
    @JsonValue
    public ObjectNode json() {
        return json;
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        return json.has(name);
    }

    /** Any member as JSON; null when it is not there or is null. */
    public @Nullable JsonNode get(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /**
     * Sets any member.
     *
     * @param value see {@link #of} for what it may be; null is sent as null
     * @throws IllegalArgumentException for a value that has no JSON form
     */
    public JsonObject with(String name, @Nullable Object value) {
        set(name, value);
        return this;
    }

    /** Takes a member away, so that it is not sent. To clear it, set it to null. */
    public JsonObject without(String name) {
        json.remove(name);
        return this;
    }

    /**
     * This object as a value of a class, read by Jackson: a record, a bean, a map. Times, {@code Optional} and UUIDs are
     * understood, unknown members ignored, and numbers and texts converted where the class wants it.
     *
     * @throws IllegalArgumentException when it cannot be read as that class
     */
    public <T> T as(Class<T> type) {
        return JsonValues.read(json, type);
    }

    /** A copy of a list, for setters. */
    @SafeVarargs
    protected static <T> List<T> listOf(T first, T... more) {
        List<T> all = new ArrayList<>(more.length + 1);
        all.add(first);
        all.addAll(List.of(more));
        return all;
    }

    /** Copies the members of those names that another object has. */
    protected final void copyFrom(JsonObject other, String... names) {
        for (String name : names) {
            JsonNode value = other.json.get(name);
            if (value != null) {
                json.set(name, value.deepCopy());
            }
        }
    }

    /** Sets a member. */
    protected final void set(String name, @Nullable Object value) {
        json.set(name, JsonValues.of(value));
    }

    /**
     * A member that is a string; null when it is absent or null. A number or a boolean is read as its text, since the API has
     * members that may be either, as the {@code user_id} of an identity. Throws {@link UnexpectedTypeException} for anything
     * else, as all readers do.
     */
    protected final @Nullable String readText(String name) {
        return read(name, "a string", node -> node.isValueNode() ? node.asText() : null);
    }

    /** A member that is a boolean, or the text of one: some tenants hold {@code "true"}. */
    protected final @Nullable Boolean readFlag(String name) {
        return read(name, "a boolean", node -> {
            if (node.isBoolean()) {
                return node.asBoolean();
            }
            return node.isTextual() && Set.of("true", "false").contains(node.asText())
                    ? Boolean.valueOf(node.asText())
                    : null;
        });
    }

    /** A member that is a whole number of 32 bits. */
    protected final @Nullable Integer readInteger(String name) {
        return read(
                name,
                "an integer of 32 bits",
                node -> node.canConvertToExactIntegral() && node.canConvertToInt() ? node.asInt() : null);
    }

    /** A member that is a number. */
    protected final @Nullable Double readNumber(String name) {
        return read(name, "a number", node -> node.isNumber() ? node.asDouble() : null);
    }

    /** A member that is a time with its offset. */
    protected final @Nullable Instant readInstant(String name) {
        return read(name, "a time", JsonObject::parseInstant);
    }

    private static @Nullable Instant parseInstant(JsonNode node) {
        try {
            return node.isTextual() ? JsonValues.instant(node.asText()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A member that is an object: a view of it, through which it can be changed. */
    protected final <T> @Nullable T readObject(String name, Function<ObjectNode, T> view) {
        return read(name, "an object", node -> node instanceof ObjectNode object ? view.apply(object) : null);
    }

    /** A copy; null when the member is not there or is null. */
    protected final <T> @Nullable List<T> readObjects(String name, Function<ObjectNode, T> view) {
        return list(name, "an array of objects", node -> node instanceof ObjectNode object ? view.apply(object) : null);
    }

    /** A copy, with numbers and booleans as text; null when the member is not there or is null. */
    protected final @Nullable List<String> readTexts(String name) {
        return list(name, "an array of strings", node -> node.isValueNode() && !node.isNull() ? node.asText() : null);
    }

    private <T> @Nullable List<T> list(String name, String expected, Function<JsonNode, @Nullable T> item) {
        return read(name, expected, node -> {
            List<T> items = new ArrayList<>(node.size());
            for (JsonNode each : node) {
                T read = item.apply(each);
                if (read == null) {
                    return null;
                }
                items.add(read);
            }
            return node.isArray() ? items : null;
        });
    }

    private <T> @Nullable T read(String name, String expected, Function<JsonNode, @Nullable T> as) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        T read = as.apply(value);
        if (read == null) {
            throw new UnexpectedTypeException(name, expected, value);
        }
        return read;
    }

    /** The members, here and within, whose values {@link #toString} does not show. */
    protected Set<String> secretMembers() {
        return Set.of();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && object.getClass() == getClass() && object.json.equals(json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** The JSON, with secrets hidden at any depth. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + Redaction.of(json, secretMembers());
    }
}
