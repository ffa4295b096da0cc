package dev.gatehouse.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells what was called, what came of it and how long it took: one line an operation, a headline a manager. */
final class Narrator {
    private static final int RESULT_WIDTH = 62;

    private final PrintWriter out;
    private final InstantSource clock;
    private int told;

    Narrator(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Opens the part of one manager. */
    void manager(String accessor) {
        out.println();
        out.println("client." + accessor + "()");
    }

    /** Calls an operation, and tells of its result. */
    <T> T call(String method, Supplier<T> operation, Function<T, String> result) {
        Instant before = clock.instant();
        T value = operation.get();
        tell(method, result.apply(value), before);
        return value;
    }

    /** Calls an operation that answers nothing. */
    void call(String method, Runnable operation, String done) {
        Instant before = clock.instant();
        operation.run();
        tell(method, done, before);
    }

    private void tell(String method, String result, Instant before) {
        long millis = Duration.between(before, clock.instant()).toMillis();
        String shown = result.length() <= RESULT_WIDTH ? result : result.substring(0, RESULT_WIDTH - 3) + "...";
        out.printf("  %-28s %-" + RESULT_WIDTH + "s %4d ms%n", method, shown, millis);
        told++;
    }

    /** How many operations were called. */
    int told() {
        return told;
    }
}
