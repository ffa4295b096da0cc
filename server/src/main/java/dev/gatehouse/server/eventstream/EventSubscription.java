package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.eventstream.RecordedEventStore.Recorded;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a tenant as messages, each with the offset to come back with, until the token of the subscriber has expired.
 * While nothing happens, a message with the offset alone shows that the connection lives. Used by one thread.
 */
public final class EventSubscription {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Who is told. */
    public interface Subscriber {
        /**
         * Sends a message, and waits until it is on its way.
         *
         * @param type as in {@code user.created}
         * @throws IOException when the subscriber is gone
         */
        void send(String type, ObjectNode message) throws IOException;

        /** Whether it still listens. */
        boolean isListening();
    }

    private final Database database;
    private final RecordedEventStore recorder;
    private final InstantSource clock;
    private final Tenant tenant;
    private final Set<String> types;
    private final Instant end;
    private final @Nullable EventOffset offset;

    /**
     * @param offset where it begins; null for what happens from now on
     * @param types which events; empty for all
     * @param end when the token expires
     */
    EventSubscription(
            Database database,
            RecordedEventStore recorder,
            InstantSource clock,
            Tenant tenant,
            @Nullable EventOffset offset,
            Set<String> types,
            Instant end) {
        this.database = database;
        this.recorder = recorder;
        this.clock = clock;
        this.tenant = tenant;
        this.offset = offset;
        this.types = types;
        this.end = end;
    }

    /**
     * Tells the subscriber of what happens, for as long as it listens.
     *
     * @throws IOException from the subscriber
     * @throws InterruptedException when the server stops
     */
    public void run(Subscriber subscriber) throws IOException, InterruptedException {
        record();
        EventReader events = new EventReader(
                database, recorder, clock, tenant, offset == null ? EventOffset.after(recorder.now()) : offset);
        sendOffset(subscriber, events);
        Instant spoke = clock.instant();
        while (subscriber.isListening() && clock.instant().isBefore(end)) {
            List<Recorded> next = events.next();
            for (Recorded event : next) {
                boolean wanted = types.isEmpty() || types.contains(event.type());
                boolean news = wanted && !events.wasTold(event);
                events.had(event, wanted);
                if (news) {
                    send(subscriber, event, events);
                    spoke = clock.instant();
                }
            }
            if (clock.instant().isAfter(spoke.plus(HEARTBEAT))) {
                record();
                sendOffset(subscriber, events);
                spoke = clock.instant();
            }
            if (next.size() < EventReader.TOGETHER) {
                Thread.sleep(POLL.toMillis());
            }
        }
        sendExpired(subscriber, events);
    }

    private void record() {
        if (database.read(tenant, recorder::isDue)) {
            database.write(tenant, tx -> {
                recorder.prolong(tx);
                return true;
            });
        }
    }

    private static void sendOffset(Subscriber subscriber, EventReader events) throws IOException {
        subscriber.send("offset-only", message(events));
    }

    /** With where to go on after it. */
    private static ObjectNode message(EventReader events) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("offset", events.offset().toString());
    }

    private static void send(Subscriber subscriber, Recorded event, EventReader events) throws IOException {
        ObjectNode message = message(events);
        message.set("event", StoredJson.object(event.body()));
        subscriber.send(event.type(), message);
    }

    private static void sendExpired(Subscriber subscriber, EventReader events) throws IOException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("error")
                .put("code", "timeout")
                .put("message", "The access token has expired.")
                .put("offset", events.offset().toString());
        subscriber.send("error", message);
    }
}
