package dev.gatehouse.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The {@code Auth0-Client} header: which library, in which version, on which Java. */
final class Telemetry {
    private Telemetry() {}

    static String header() {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("name", "gatehouse-java")
                .put("version", Version.TEXT);
        told.putObject("env").put("java", System.getProperty("java.specification.version", "unknown"));
        return Base64.getEncoder().encodeToString(told.toString().getBytes(StandardCharsets.UTF_8));
    }
}
