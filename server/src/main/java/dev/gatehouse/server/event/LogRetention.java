package dev.gatehouse.server.event;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Removes the events of a tenant's log once they are too old, a few at a time so that nothing else waits for it. */
public final class LogRetention implements WorkSource {
    private static final int TOGETHER = 500;
    /** How far a log may outgrow its time before something is done: a sweep for each event would be many. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final LogStore logs = new LogStore();
    private final Duration kept;
    private final InstantSource clock;

    /**
     * @param kept how long an event is kept
     */
    public LogRetention(Duration kept, InstantSource clock) {
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log-retention";
    }

    @Override
    public List<String> items(Transaction tx) {
        return logs.hasBefore(tx, end().minus(SLACK)) ? List.of("log") : List.of();
    }

    @Override
    public Duration run(WorkRun run) {
        int deleted = run.write(tx -> logs.deleteBefore(tx, end(), TOGETHER));
        return deleted == TOGETHER ? Duration.ZERO : SLACK;
    }

    private Instant end() {
        return clock.instant().minus(kept);
    }
}
