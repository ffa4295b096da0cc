package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link ScriptedServer} answers. */
record Answer(int status, Map<String, String> headers, byte[] body, Duration pause) {
    private static final int DROPPED = -1;

    static Answer json(int status, String body) {
        return text(status, "application/json; charset=utf-8", body);
    }

    static Answer ok(String body) {
        return json(200, body);
    }

    static Answer text(int status, String type, String body) {
        return new Answer(status, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * The connection ends in the midst of the answer. (Where it ends before, the JDK's client itself sends a GET once more.)
     */
    static Answer dropped() {
        return empty(DROPPED);
    }

    boolean isDropped() {
        return status == DROPPED;
    }

    Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, pause);
    }

    /** The body comes after this long; its headers at once. */
    Answer pausing(Duration length) {
        return new Answer(status, headers, body, length);
    }
}
