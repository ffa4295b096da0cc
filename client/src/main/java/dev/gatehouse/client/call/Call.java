package dev.gatehouse.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.model.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation with its arguments. Immutable, as long as the JSON it hands out is not changed.
 *
 * @param operation what is called
 * @param path the path below {@code /api/v2}, encoded
 * @param query the query parameters
 * @param body the JSON sent; null for none
 */
public record Call(
        Operation operation,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body) {
    /** What has a meaning of its own in a path (RFC 3986 §3.3). */
    private static final Set<String> NO_SEGMENTS = Set.of("", ".", "..");

    /** Copies the query. */
    public Call {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /**
     * A call with a copy of its body, so that what is changed later is not sent with a later attempt.
     *
     * @param arguments the values of the path's parameters, in their order
     * @param query null for no parameters
     * @param body what {@link JsonValues#of} takes; null for none
     * @throws IllegalArgumentException when an argument is empty or dots: the path would be that of another operation
     */
    public static Call of(Operation operation, List<String> arguments, @Nullable Query query, @Nullable Object body) {
        return new Call(
                operation,
                path(operation, arguments),
                query == null ? Map.of() : query.values(),
                body == null ? null : JsonValues.of(body).deepCopy());
    }

    /** The same call with one more query parameter. */
    public Call with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new Call(operation, path, more, body);
    }

    private static String path(Operation operation, List<String> arguments) {
        StringBuilder path = new StringBuilder();
        int next = 0;
        for (String segment : operation.path().substring(1).split("/")) {
            path.append('/');
            if (segment.startsWith("{")) {
                String argument = arguments.get(next++);
                if (NO_SEGMENTS.contains(argument)) {
                    throw new IllegalArgumentException(segment.substring(1, segment.length() - 1) + " of "
                            + operation.id() + " must be a name, and is '" + argument + "'");
                }
                path.append(encode(argument));
            } else {
                path.append(segment);
            }
        }
        return path.toString();
    }

    /** The path and the query, encoded. */
    public String target() {
        if (query.isEmpty()) {
            return path;
        }
        StringBuilder target = new StringBuilder(path).append('?');
        query.forEach((name, value) ->
                target.append(encode(name)).append('=').append(encode(value)).append('&'));
        return target.substring(0, target.length() - 1);
    }

    /** Method and path, for messages. */
    public String description() {
        return operation.method() + " /api/v2" + path;
    }

    /** Shows neither query nor body: both may hold secrets. */
    @Override
    public String toString() {
        return operation.method() + " " + path;
    }

    /** As JavaScript's encodeURIComponent, which the API's own clients use. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }
}
