package dev.gatehouse.server.eventstream;

import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posts events to the webhooks of streams, one after the other, each with up to four attempts. */
public final class EventStreamDelivery implements WorkSource {
    private static final Duration POLL = Duration.ofMillis(250);

    private final EventStreamStore store;
    private final OutboundClient outbound;
    private final InstantSource clock;

    public EventStreamDelivery(EventStreamStore store, OutboundClient outbound, InstantSource clock) {
        this.store = store;
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-stream";
    }

    @Override
    public List<String> items(Transaction tx) {
        return store.pendingStreams(tx);
    }

    private record PendingDelivery(EventStream stream, EventDelivery delivery) {}

    @Override
    public Duration run(WorkRun run) {
        Optional<PendingDelivery> found = run.read(tx -> store.streams()
                .find(tx, run.item())
                .flatMap(stream ->
                        store.nextPending(tx, run.item()).map(delivery -> new PendingDelivery(stream, delivery))));
        if (found.isEmpty()) {
            return POLL;
        }
        EventDelivery delivery = found.get().delivery();
        Instant began = clock.instant();
        long start = System.nanoTime();
        String failure = attempt(found.get().stream(), delivery);
        if (failure == null) {
            run.write(tx -> {
                store.delivered(tx, delivery);
                return true;
            });
            return Duration.ZERO;
        }
        Duration pause = delivery.failed(failure, began, Duration.ofNanos(System.nanoTime() - start));
        run.write(tx -> {
            store.failed(tx, delivery);
            return true;
        });
        return pause == null ? Duration.ZERO : pause;
    }

    /** Null, or why the event was not taken. */
    private @Nullable String attempt(EventStream stream, EventDelivery delivery) {
        if (!stream.type().equals(EventStream.WEBHOOK)) {
            return "this server delivers to webhooks alone";
        }
        try {
            byte[] body = delivery.at("event").toString().getBytes(StandardCharsets.UTF_8);
            URI address = URI.create(stream.text("destination/configuration/webhook_endpoint", ""));
            OutboundResponse response =
                    outbound.send(authorized(OutboundRequest.post(address, "application/json", body), stream));
            return response.isSuccess() ? null : "the webhook responded " + response.status();
        } catch (OutboundException e) {
            return String.valueOf(e.getMessage());
        } catch (IllegalArgumentException e) {
            return "the stream's settings make no request";
        }
    }

    private static OutboundRequest authorized(OutboundRequest request, EventStream stream) {
        String place = "destination/configuration/webhook_authorization/";
        return switch (stream.text(place + "method", "")) {
            case "bearer" -> request.with("authorization", "Bearer " + stream.text(place + "token", ""));
            case "basic" ->
                request.with(
                        "authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((stream.text(place + "username", "") + ":"
                                                        + stream.text(place + "password", ""))
                                                .getBytes(StandardCharsets.UTF_8)));
            case "custom_header" ->
                request.with(stream.text(place + "header_key", ""), stream.text(place + "header_value", ""));
            default -> request;
        };
    }
}
