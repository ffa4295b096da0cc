package dev.gatehouse.server.eventstream;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets clients subscribe to the events of a tenant. Thread-safe. */
public final class EventFeed {
    private final Database database;
    private final RecordedEventStore recorder;
    private final InstantSource clock;

    public EventFeed(Database database, RecordedEventStore recorder, InstantSource clock) {
        this.database = database;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** The place before everything that can still be read. */
    public EventPosition earliest(Transaction tx) {
        return recorder.earliest(tx);
    }

    /**
     * A subscription, not yet begun.
     *
     * @param offset where it begins; null for what happens from now on
     * @param types which events; empty for all
     * @param end when it ends by itself
     */
    public EventSubscription subscribe(Tenant tenant, @Nullable EventOffset offset, Set<String> types, Instant end) {
        return new EventSubscription(database, recorder, clock, tenant, offset, types, end);
    }
}
