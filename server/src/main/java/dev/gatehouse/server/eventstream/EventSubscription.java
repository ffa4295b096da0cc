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
    private static final int TOGETHER = 100;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** On a shared database an older event may become visible later: longer than any write takes. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** A clock that was set back has left events of later behind. */
    private static final Duration FUTURE = Duration.ofDays(1);

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
    private @Nullable EventPosition position;

    /**
     * @param position where it begins; null for what happens from now on
     * @param types which events; empty for all
     * @param end when the token expires
     */
    EventSubscription(
            Database database,
            RecordedEventStore recorder,
            InstantSource clock,
            Tenant tenant,
            @Nullable EventPosition position,
            Set<String> types,
            Instant end) {
        this.database = database;
        this.recorder = recorder;
        this.clock = clock;
        this.tenant = tenant;
        this.position = position;
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
        EventPosition after = position == null ? recorder.now() : position;
        sendOffset(subscriber, after);
        Instant spoke = clock.instant();
        while (subscriber.isListening() && clock.instant().isBefore(end)) {
            List<Recorded> events = next(after);
            for (Recorded event : events) {
                after = event.position();
                if (types.isEmpty() || types.contains(event.type())) {
                    send(subscriber, event);
                    spoke = clock.instant();
                }
            }
            if (clock.instant().isAfter(spoke.plus(HEARTBEAT))) {
                record();
                sendOffset(subscriber, after);
                spoke = clock.instant();
            }
            if (events.size() < TOGETHER) {
                Thread.sleep(POLL.toMillis());
            }
        }
        sendExpired(subscriber, after);
    }

    private void record() {
        if (database.read(tenant, recorder::isDue)) {
            database.write(tenant, tx -> {
                recorder.prolong(tx);
                return true;
            });
        }
    }

    private List<Recorded> next(EventPosition after) {
        Instant now = clock.instant();
        Instant before = database.isShared() ? now.minus(SETTLED) : now.plus(FUTURE);
        return database.read(tenant, tx -> recorder.after(tx, after, before, TOGETHER));
    }

    private static void sendOffset(Subscriber subscriber, EventPosition position) throws IOException {
        subscriber.send("offset-only", JsonNodeFactory.instance.objectNode().put("offset", position.toString()));
    }

    private static void send(Subscriber subscriber, Recorded event) throws IOException {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("offset", event.position().toString());
        message.set("event", StoredJson.object(event.body()));
        subscriber.send(event.type(), message);
    }

    private static void sendExpired(Subscriber subscriber, EventPosition position) throws IOException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("error")
                .put("code", "timeout")
                .put("message", "The access token has expired.")
                .put("offset", position.toString());
        subscriber.send("error", message);
    }
}
