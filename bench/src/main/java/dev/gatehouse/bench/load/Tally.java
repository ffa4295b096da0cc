package dev.gatehouse.bench.load;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long each took, and how many failed. Not thread-safe. */
final class Tally {
    private long[] nanos = new long[1_024];
    private int count;
    private int failures;
    private @Nullable String firstFailure;

    /**
     * Counts one.
     *
     * @param failure null when it succeeded
     */
    void add(long took, @Nullable String failure) {
        if (failure != null) {
            failures++;
            firstFailure = firstFailure == null ? failure : firstFailure;
            return;
        }
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    void add(Tally other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i], null);
        }
        failures += other.failures;
        firstFailure = firstFailure == null ? other.firstFailure : firstFailure;
    }

    /**
     * What it comes to over {@code time}. Failures are no throughput.
     *
     * @param cpu processor time of the server in all; null where there is none
     */
    Measurement measurement(Duration time, @Nullable Duration cpu) {
        Arrays.sort(nanos, 0, count);
        return new Measurement(
                count * 1e9 / time.toNanos(),
                percentile(0.50),
                percentile(0.99),
                cpu == null || count == 0 ? null : cpu.dividedBy(count),
                failures,
                firstFailure);
    }

    /** By the nearest rank; zero when there is none. */
    private Duration percentile(double part) {
        int rank = (int) Math.ceil(part * count);
        return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos[Math.max(0, rank - 1)]);
    }
}
