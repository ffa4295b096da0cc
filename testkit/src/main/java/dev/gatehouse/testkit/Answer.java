package dev.gatehouse.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status; or the name of one of the server's errors, which then makes the body; or empty, to end the
 *     connection
 */
record Answer(Object status, Map<String, List<String>> headers, byte[] body) {
    /** The connection ends. */
    static final Answer NONE = new Answer("", Map.of(), new byte[0]);

    /** One of the server's errors, by its name. */
    static Answer error(String name, Map<String, String> headers) {
        return new Answer(name, Map.of(), new byte[0]).with(headers);
    }

    /** What stands before a server says when that is away: not the server's own, and so not among its errors. */
    static Answer unavailable() {
        return new Answer(
                503,
                Map.of("content-type", List.of("text/plain")),
                "upstream connect error or disconnect/reset before headers".getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(List<Object> parts) {
        Map<String, List<String>> headers = new HashMap<>();
        ((Map<?, ?>) parts.get(1))
                .forEach((name, values) -> headers.put(
                        (String) name,
                        ((List<?>) values).stream().map(String.class::cast).toList()));
        return new Answer(parts.get(0), headers, (byte[]) parts.get(2));
    }

    List<Object> parts() {
        return status.equals("") ? List.of() : List.of(status, headers, body);
    }

    boolean has(int wanted) {
        return status.equals(wanted);
    }

    Answer with(Map<String, String> more) {
        Map<String, List<String>> all = new HashMap<>(headers);
        more.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer(status, all, body);
    }

    /** What is left of it when the connection ends. */
    Answer dropped() {
        return NONE;
    }

    Answer with(byte[] other) {
        return new Answer(status, headers, other);
    }
}
