package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Removes what is older than it is kept, a few at a time so that nothing else waits for it. */
public final class Retention implements WorkSource {
    private static final int TOGETHER = 500;
    /** How far a store may outgrow its time before something is done: a sweep for each row would be many. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final String name;
    private final Store store;
    private final Duration kept;
    private final InstantSource clock;

    /**
     * @param name of the work
     * @param kept how long anything is kept
     */
    public Retention(String name, Store store, Duration kept, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.kept = kept;
        this.clock = clock;
    }

    /** Keeps what happened, by its time. */
    public interface Store {
        /** Whether there is anything of before that time. */
        boolean hasBefore(Transaction tx, Instant time);

        /** Removes the oldest of before that time, at most {@code limit} of them; how many. */
        int deleteBefore(Transaction tx, Instant time, int limit);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> items(Transaction tx) {
        return store.hasBefore(tx, end().minus(SLACK)) ? List.of("oldest") : List.of();
    }

    @Override
    public Duration run(WorkRun run) {
        int deleted = run.write(tx -> store.deleteBefore(tx, end(), TOGETHER));
        return deleted == TOGETHER ? Duration.ZERO : SLACK;
    }

    private Instant end() {
        return clock.instant().minus(kept);
    }
}
