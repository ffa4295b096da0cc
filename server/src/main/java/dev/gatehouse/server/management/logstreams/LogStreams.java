package dev.gatehouse.server.management.logstreams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.event.LogId;
import dev.gatehouse.server.event.LogPosition;
import dev.gatehouse.server.logstream.LogStream;
import dev.gatehouse.server.logstream.LogStreamStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Log streams: their settings are checked, kept and shown; the package logstream sends to them. */
public final class LogStreams implements Resource {
    private static final String PASSWORD = "mixpanelServiceAccountPassword";
    private static final TextNode MASK = TextNode.valueOf("********");

    private final Services services;
    private final LogStreamStore store;
    private final DocumentCollection<LogStream> streams;

    public LogStreams(Services services) {
        this.services = services;
        store = new LogStreamStore(services.documents());
        streams = store.streams();
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "logStreams.getAll",
                (tx, request) -> ApiResponse.array(streams.all(tx, Map.of()).stream()
                        .map(LogStreams::shown)
                        .toList()));
        operations.read("logStreams.get", (tx, request) -> ApiResponse.of(shown(streams.require(tx, request.id()))));
        operations.write("logStreams.create", this::create);
        operations.write("logStreams.update", this::update);
        operations.write("logStreams.delete", (tx, request) -> {
            store.delete(tx, request.id());
            return ApiResponse.empty();
        });
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        ObjectNode sent = request.body();
        LogStream asked = streams.view(sent);
        requireHeaders(asked);
        ObjectNode stream = sent.objectNode().put("id", streams.kind().newId(services.identifiers()));
        stream.put("name", asked.text("name", "Log stream (" + asked.type() + ")"));
        stream.put("type", asked.type()).put("status", "active");
        stream.set("sink", sent.path("sink"));
        sent.remove(List.of("name", "type", "sink"));
        stream.setAll(sent);
        filterPriority(stream);
        addPartnerSource(tx, stream);
        return ApiResponse.of(shown(store.insert(tx, stream, LogPosition.after(start(stream)))));
    }

    /** From now on, unless a time or an event is named: that one is the first. */
    private String start(ObjectNode stream) {
        String from = stream.path("startFrom").asText();
        if (from.isEmpty()) {
            return LogId.before(services.clock().instant());
        }
        if (LogId.isId(from)) {
            return LogId.before(from);
        }
        try {
            return LogId.before(OffsetDateTime.parse(from).toInstant());
        } catch (DateTimeParseException e) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Payload validation error: 'Object didn't pass validation for format" + " date-time: "
                            + Excerpt.of(from) + "' on property startFrom (The event or the time to begin with).");
        }
    }

    /** A header that ends itself would write others, and some belong to the transport. */
    private static void requireHeaders(LogStream stream) {
        for (JsonNode header : stream.at("sink/httpCustomHeaders")) {
            if (!OutboundRequest.isHeader(
                    header.path("header").asText(), header.path("value").asText())) {
                throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Invalid header: "
                        + Excerpt.of(header.path("header").asText())
                        + "' on property sink.httpCustomHeaders (Other headers of the requests).");
            }
        }
        if (!OutboundRequest.isHeader("authorization", stream.text("sink/httpAuthorization", ""))) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Payload validation error: 'Invalid header' on property sink.httpAuthorization"
                            + " (The Authorization header of the requests; never shown).");
        }
    }

    /** Amazon and Azure know the tenant's events under a name that is made here. */
    private static void addPartnerSource(Transaction tx, ObjectNode stream) {
        ObjectNode sink = stream.withObjectProperty("sink");
        String name = tx.tenant().domain() + "-"
                + UUID.nameUUIDFromBytes(stream.path("id").asText().getBytes(StandardCharsets.UTF_8));
        switch (stream.path("type").asText()) {
            case "eventbridge" -> sink.put("awsPartnerEventSource", "aws.partner/auth0.com/" + name + "/auth0.logs");
            case "eventgrid" -> sink.put("azurePartnerTopic", name);
            default -> {}
        }
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        ObjectNode stream = streams.require(tx, request.id()).json();
        request.patch(stream);
        requireHeaders(streams.view(stream));
        filterPriority(stream);
        return ApiResponse.of(shown(store.update(tx, stream)));
    }

    /** The events of priority are those of the category security, whatever else is asked for. */
    private static void filterPriority(ObjectNode stream) {
        if (stream.path("isPriority").asBoolean()) {
            stream.putArray("filters").addObject().put("type", "category").put("name", "security");
        }
    }

    /** A password that was set is shown as stars; other keys of sinks are shown, as by the API. */
    private static ObjectNode shown(LogStream stream) {
        if (stream.at("sink/" + PASSWORD).isTextual()) {
            ((ObjectNode) stream.at("sink")).set(PASSWORD, MASK);
        }
        return stream.json();
    }
}
