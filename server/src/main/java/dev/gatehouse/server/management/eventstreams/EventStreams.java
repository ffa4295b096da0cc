package dev.gatehouse.server.management.eventstreams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.eventstream.EventStream;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Event streams: what is delivered, and where; and events to try that with. */
public final class EventStreams implements Resource {
    private final Services services;
    private final EventStreamStore store;

    public EventStreams(Services services) {
        this.services = services;
        store = new EventStreamStore(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, store.streams())
                .list("eventStreams.getAll")
                .create("eventStreams.create", this::complete)
                .get("eventStreams.get")
                .update("eventStreams.update", this::complete)
                .deleteIfPresent("eventStreams.delete");
        operations.write("eventStreams.test", this::test);
    }

    private void complete(Transaction tx, ApiRequest request, ObjectNode stream) {
        EventStream view = store.streams().view(stream);
        requireHeader(view);
        if (view.type().equals("eventbridge")) {
            addPartnerSource(tx, stream);
        }
    }

    private static void requireHeader(EventStream stream) {
        String place = "destination/configuration/webhook_authorization/";
        boolean custom = stream.text(place + "method", "").equals("custom_header");
        if (custom
                && !OutboundRequest.isHeader(
                        stream.text(place + "header_key", ""), stream.text(place + "header_value", ""))) {
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Invalid header' on property"
                    + " destination.configuration.webhook_authorization (How the webhook's requests are authorized.).");
        }
    }

    /** Amazon knows the tenant's events under a name that is made here. */
    private static void addPartnerSource(Transaction tx, ObjectNode stream) {
        ObjectNode configuration = stream.withObjectProperty("destination").withObjectProperty("configuration");
        UUID number = UUID.nameUUIDFromBytes(stream.path("id").asText().getBytes(StandardCharsets.UTF_8));
        configuration.put(
                "aws_partner_event_source",
                "aws.partner/auth0.com/" + tx.tenant().domain() + "-" + number + "/auth0.events");
    }

    private ApiResponse test(Transaction tx, ApiRequest request) {
        EventStream stream = store.streams().require(tx, request.id());
        String type = request.body().path("event_type").asText();
        JsonNode data = request.body().path("data");
        String now = WireTime.of(services.clock().instant());
        return ApiResponse.document(store.test(
                tx, stream, type, data.isMissingNode() ? SampleEvents.of(type, now, services.identifiers()) : data));
    }
}
