package dev.gatehouse.cli.demo;

import dev.gatehouse.client.error.NotFoundException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints each operation with its result and duration, under a heading for its manager. */
final class OperationPrinter {
    private static final int RESULT_WIDTH = 62;

    private final PrintWriter out;
    private final InstantSource clock;
    private int count;

    OperationPrinter(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Starts the section of a manager. */
    void manager(String accessor) {
        out.println();
        out.println("client." + accessor + "()");
    }

    /** Calls an operation, and prints its result. */
    <T> T call(String method, Supplier<T> operation, Function<T, String> result) {
        Instant before = clock.instant();
        T value = operation.get();
        print(method, result.apply(value), before);
        return value;
    }

    /** Calls an operation without a result. */
    void call(String method, Runnable operation, String done) {
        Instant before = clock.instant();
        operation.run();
        print(method, done, before);
    }

    /** Calls an operation that must respond 404, and prints what that means. */
    void callNotFound(String method, Runnable operation, String meaning) {
        Instant before = clock.instant();
        try {
            operation.run();
            print(method, "it is there", before);
        } catch (NotFoundException e) {
            print(method, meaning, before);
        }
    }

    /** An id that a response must have. */
    static String id(@Nullable String id) {
        return Objects.requireNonNull(id, "the response has no id");
    }

    private void print(String method, String result, Instant before) {
        long millis = Duration.between(before, clock.instant()).toMillis();
        String shown = result.length() <= RESULT_WIDTH ? result : result.substring(0, RESULT_WIDTH - 3) + "...";
        out.printf("  %-28s %-" + RESULT_WIDTH + "s %4d ms%n", method, shown, millis);
        count++;
    }

    /** How many operations were called. */
    int count() {
        return count;
    }
}
