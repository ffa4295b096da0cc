package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link ScriptedServer} answers. */
record ScriptedResponse(int status, Map<String, String> headers, byte[] body, Duration pause) {
    private static final int DROPPED = -1;

    static ScriptedResponse json(int status, String body) {
        return text(status, "application/json; charset=utf-8", body);
    }

    static ScriptedResponse ok(String body) {
        return json(200, body);
    }

    static ScriptedResponse text(int status, String type, String body) {
        return new ScriptedResponse(
                status, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    static ScriptedResponse empty(int status) {
        return new ScriptedResponse(status, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * The connection ends in the midst of the answer. (Where it ends before, the JDK's client itself sends a GET once more.)
     */
    static ScriptedResponse dropped() {
        return empty(DROPPED);
    }

    boolean isDropped() {
        return status == DROPPED;
    }

    ScriptedResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedResponse(status, more, body, pause);
    }

    /** The body comes after this long; its headers at once. */
    ScriptedResponse pausing(Duration length) {
        return new ScriptedResponse(status, headers, body, length);
    }
}
