package dev.gatehouse.client.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer, whole. Immutable, as long as the bytes of its body are not changed.
 *
 * @param status the HTTP status
 * @param headers by their names, in any case
 * @param body empty for none
 */
public record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {
    /** Copies the headers. */
    public ApiResponse {
        if (!(headers instanceof ReceivedHeaders)) {
            Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
            headers = Collections.unmodifiableMap(byName);
        }
    }

    /** The first value of a header; null when it is absent. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Shows neither headers nor body. */
    @Override
    public String toString() {
        return "status " + status + ", " + body.length + " bytes";
    }
}
