package dev.gatehouse.server.management.eventstreams;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.eventstream.EventOffset;
import dev.gatehouse.server.eventstream.EventPosition;
import dev.gatehouse.server.eventstream.EventSubscription;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions to what happens to users and organizations, as server-sent events. */
public final class EventSubscriptions implements Resource {
    private final Services services;

    public EventSubscriptions(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        operations.refuses("events.subscribe", ErrorCode.EXPIRED_CURSOR);
        operations.read("events.subscribe", this::subscribe);
    }

    private ApiResponse subscribe(Transaction tx, ApiRequest request) {
        EventSubscription subscription = services.eventFeed()
                .subscribe(
                        request.tenant(),
                        offset(tx, request),
                        Set.copyOf(request.texts("event_type")),
                        request.token().expiresAt());
        return ApiResponse.stream(ServerSentEvents.MEDIA_TYPE, sink -> subscription.run(new ServerSentEvents(sink)));
    }

    private @Nullable EventOffset offset(Transaction tx, ApiRequest request) {
        EventPosition earliest = services.eventFeed().earliest(tx);
        String from = request.text("from");
        if (from != null) {
            EventOffset offset = EventOffset.parse(from)
                    .orElseThrow(() -> invalid("Not the offset of any event' on property from."));
            if (offset.after().micros() < earliest.micros()) {
                throw ErrorCode.EXPIRED_CURSOR.refuse();
            }
            return offset;
        }
        String timestamp = request.text("from_timestamp");
        if (timestamp == null) {
            return null;
        }
        try {
            EventPosition position = EventPosition.at(Instant.parse(timestamp));
            return EventOffset.after(position.micros() < earliest.micros() ? earliest : position);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw invalid("Not a time in UTC, as in 2026-01-31T12:00:00Z' on property from_timestamp.");
        }
    }

    private static RuntimeException invalid(String fault) {
        return ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: '" + fault);
    }
}
