package dev.gatehouse.server.eventstream;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Removes the events that subscribers can no longer ask for, a few at a time so that nothing else waits for it. */
public final class EventRetention implements WorkSource {
    private static final int TOGETHER = 500;
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final RecordedEventStore recorder;
    private final InstantSource clock;

    public EventRetention(RecordedEventStore recorder, InstantSource clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-retention";
    }

    @Override
    public List<String> items(Transaction tx) {
        return recorder.hasExpired(tx, end().minus(SLACK)) ? List.of("events") : List.of();
    }

    @Override
    public Duration run(WorkRun run) {
        int deleted = run.write(tx -> recorder.deleteBefore(tx, end(), TOGETHER));
        return deleted == TOGETHER ? Duration.ZERO : SLACK;
    }

    private Instant end() {
        return clock.instant().minus(RecordedEventStore.KEPT);
    }
}
