package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How each type of sink is sent a batch of events. */
final class SinkRequests {
    private static final String JSON = "application/json";
    private static final String SOURCE = "auth0";
    private static final Map<String, String> DATADOG_HOSTS = Map.of(
            "us", "http-intake.logs.datadoghq.com",
            "eu", "http-intake.logs.datadoghq.eu",
            "us3", "http-intake.logs.us3.datadoghq.com",
            "us5", "http-intake.logs.us5.datadoghq.com");
    private static final Map<String, String> MIXPANEL_HOSTS =
            Map.of("us", "api.mixpanel.com", "eu", "api-eu.mixpanel.com");

    private SinkRequests() {}

    /**
     * The request for the first of the events, and for as many more as it can take.
     *
     * @param events at least one
     * @throws IllegalArgumentException when the sink's settings make no request
     */
    static SinkRequest of(LogStream stream, List<StreamedEvent> events) {
        return switch (stream.type()) {
            case "http" -> http(stream, events);
            case "datadog" -> all(events, datadog(stream, events));
            case "splunk" -> all(events, splunk(stream, events));
            case "sumo" -> all(events, sumo(stream, events));
            case "segment" -> all(events, segment(stream, events));
            case "mixpanel" -> all(events, mixpanel(stream, events));
            default -> throw new IllegalArgumentException("nothing is sent to a sink of the type " + stream.type());
        };
    }

    /**
     * A request and how many events are in it.
     *
     * @param events counted from the first
     */
    record SinkRequest(int events, OutboundRequest request) {}

    private static SinkRequest all(List<StreamedEvent> events, OutboundRequest request) {
        return new SinkRequest(events.size(), request);
    }

    private static SinkRequest http(LogStream stream, List<StreamedEvent> events) {
        String format = stream.text("sink/httpContentFormat", "JSONLINES");
        int count = format.equals("JSONOBJECT") ? 1 : events.size();
        String body = switch (format) {
            case "JSONARRAY" -> array(events, StreamedEvent::envelope);
            case "JSONOBJECT" -> events.get(0).envelope().toString();
            default -> lines(events);
        };
        OutboundRequest request = post(stream.sink("httpEndpoint"), stream.text("sink/httpContentType", JSON), body);
        for (JsonNode custom : stream.at("sink/httpCustomHeaders")) {
            request = request.with(
                    custom.path("header").asText(), custom.path("value").asText());
        }
        String authorization = stream.sink("httpAuthorization");
        return new SinkRequest(count, authorization.isEmpty() ? request : request.with("authorization", authorization));
    }

    /** https://docs.datadoghq.com/api/latest/logs/. */
    private static OutboundRequest datadog(LogStream stream, List<StreamedEvent> events) {
        String body =
                array(events, event -> event.envelope().put("ddsource", SOURCE).put("service", SOURCE));
        String host = host(DATADOG_HOSTS, stream.sink("datadogRegion"));
        return post("https://" + host + "/api/v2/logs", JSON, body).with("dd-api-key", stream.sink("datadogApiKey"));
    }

    /** The HTTP Event Collector takes events one after the other, not as an array. */
    private static OutboundRequest splunk(LogStream stream, List<StreamedEvent> events) {
        StringBuilder body = new StringBuilder();
        for (StreamedEvent event : events) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.put("time", event.date().toEpochMilli() / 1000.0);
            entry.put("source", SOURCE).put("sourcetype", SOURCE + "_logs").put("host", event.text("tenant_name"));
            entry.set("event", event.envelope());
            body.append(entry);
        }
        String scheme = stream.flag("sink/splunkSecure") ? "https" : "http";
        String address = scheme + "://" + stream.sink("splunkDomain") + ":" + stream.sink("splunkPort")
                + "/services/collector/event";
        return post(address, JSON, body.toString()).with("authorization", "Splunk " + stream.sink("splunkToken"));
    }

    private static OutboundRequest sumo(LogStream stream, List<StreamedEvent> events) {
        return post(stream.sink("sumoSourceAddress"), JSON, lines(events));
    }

    /** https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch. */
    private static OutboundRequest segment(LogStream stream, List<StreamedEvent> events) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode batch = body.putArray("batch");
        for (StreamedEvent event : events) {
            ObjectNode track = batch.addObject();
            track.put("type", "track").put("event", event.text("type")).put("messageId", event.id());
            track.put("userId", event.actor()).put("timestamp", event.text("date"));
            track.set("properties", event.data());
        }
        return post("https://api.segment.io/v1/batch", JSON, body.toString())
                .with("authorization", basic(stream.sink("segmentWriteKey"), ""));
    }

    /** https://developer.mixpanel.com/reference/import-events. */
    private static OutboundRequest mixpanel(LogStream stream, List<StreamedEvent> events) {
        String body = array(events, event -> {
            ObjectNode entry = JsonNodeFactory.instance.objectNode().put("event", event.text("type"));
            ObjectNode properties = event.data().deepCopy();
            properties.put("time", event.date().toEpochMilli()).put("distinct_id", event.actor());
            // At most 36 characters of A-Z, a-z, 0-9 and the hyphen: the digits after those of the year tell events
            // apart.
            properties.put(
                    "$insert_id", event.id().substring(Math.max(0, event.id().length() - 36)));
            entry.set("properties", properties);
            return entry;
        });
        String address = "https://" + host(MIXPANEL_HOSTS, stream.sink("mixpanelRegion"))
                + "/import?strict=1&project_id=" + stream.sink("mixpanelProjectId");
        return post(address, JSON, body)
                .with(
                        "authorization",
                        basic(
                                stream.sink("mixpanelServiceAccountUsername"),
                                stream.sink("mixpanelServiceAccountPassword")));
    }

    private static String host(Map<String, String> hosts, String region) {
        String host = hosts.get(region);
        if (host == null) {
            throw new IllegalArgumentException("no region " + region);
        }
        return host;
    }

    private static OutboundRequest post(String address, String contentType, String body) {
        return OutboundRequest.post(URI.create(address), contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(List<StreamedEvent> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event.envelope()).append('\n'));
        return lines.toString();
    }

    private static String array(List<StreamedEvent> events, Function<StreamedEvent, ObjectNode> entry) {
        List<String> entries = new ArrayList<>();
        events.forEach(event -> entries.add(entry.apply(event).toString()));
        return "[" + String.join(",", entries) + "]";
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
