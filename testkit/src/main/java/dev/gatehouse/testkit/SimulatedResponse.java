package dev.gatehouse.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A response: the server's, or one simulated in its place.
 *
 * @param status the HTTP status; or the name of one of the server's errors, which then makes the body; or empty, to end the
 *     connection
 */
record SimulatedResponse(Object status, Map<String, List<String>> headers, byte[] body) {
    /** The connection ends. */
    static final SimulatedResponse NONE = new SimulatedResponse("", Map.of(), new byte[0]);

    /** One of the server's errors, by its name. */
    static SimulatedResponse error(String name, Map<String, String> headers) {
        return new SimulatedResponse(name, Map.of(), new byte[0]).with(headers);
    }

    /** The response of a reverse proxy whose upstream is down: not one of the server's errors. */
    static SimulatedResponse unavailable() {
        return new SimulatedResponse(
                503,
                Map.of("content-type", List.of("text/plain")),
                "upstream connect error or disconnect/reset before headers".getBytes(StandardCharsets.UTF_8));
    }

    static SimulatedResponse of(List<Object> parts) {
        Map<String, List<String>> headers = new HashMap<>();
        ((Map<?, ?>) parts.get(1))
                .forEach((name, values) -> headers.put(
                        (String) name,
                        ((List<?>) values).stream().map(String.class::cast).toList()));
        return new SimulatedResponse(parts.get(0), headers, (byte[]) parts.get(2));
    }

    List<Object> parts() {
        return status.equals("") ? List.of() : List.of(status, headers, body);
    }

    boolean has(int wanted) {
        return status.equals(wanted);
    }

    SimulatedResponse with(Map<String, String> more) {
        Map<String, List<String>> all = new HashMap<>(headers);
        more.forEach((name, value) -> all.put(name, List.of(value)));
        return new SimulatedResponse(status, all, body);
    }

    /** No response: the connection ends before it. */
    SimulatedResponse dropped() {
        return NONE;
    }

    SimulatedResponse with(byte[] other) {
        return new SimulatedResponse(status, headers, other);
    }
}
