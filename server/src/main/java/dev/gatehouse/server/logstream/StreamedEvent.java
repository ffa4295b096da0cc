package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A log event in the form that sinks get: members without a value are left out, and some are called otherwise than in the API.
 *
 * @param id its {@code log_id}
 * @param data what it says
 */
record StreamedEvent(String id, ObjectNode data) {
    private static final String SCHEMA_VERSION = "1.0.0";

    /** A logged event of a tenant, with its personal data hidden. */
    static StreamedEvent of(ObjectNode logged, String tenant, PiiMask personalData) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        logged.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                data.set(name(member.getKey()), member.getValue().deepCopy());
            }
        });
        data.remove("_id");
        personalData.hideIn(data);
        data.put("tenant_name", tenant).put("environment_name", "gatehouse");
        data.putObject("$event_schema").put("version", SCHEMA_VERSION);
        return new StreamedEvent(logged.path("log_id").asText(), data);
    }

    private static String name(String member) {
        return member.equals("isMobile") ? "is_mobile" : member;
    }

    /** With its id beside it. */
    ObjectNode envelope() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("log_id", id);
        envelope.set("data", data);
        return envelope;
    }

    String text(String member) {
        return data.path(member).asText();
    }

    Instant date() {
        return Instant.parse(text("date"));
    }

    /** Who did it, where that is known, and what did otherwise. */
    String actor() {
        for (String member : new String[] {"user_id", "client_id"}) {
            JsonNode value = data.path(member);
            if (!value.asText().isEmpty()) {
                return value.asText();
            }
        }
        return "unknown";
    }
}
