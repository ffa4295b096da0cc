package dev.gatehouse.bench.load;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records the latency of each operation, and how many failed. Not thread-safe. */
final class LatencyRecorder {
    private long[] nanos = new long[1_024];
    private int count;
    private int failures;
    private @Nullable String firstFailure;

    /**
     * Records one operation.
     *
     * @param failure null when it succeeded
     */
    void add(long latency, @Nullable String failure) {
        if (failure != null) {
            failures++;
            firstFailure = firstFailure == null ? failure : firstFailure;
            return;
        }
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latency;
    }

    void add(LatencyRecorder other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i], null);
        }
        failures += other.failures;
        firstFailure = firstFailure == null ? other.firstFailure : firstFailure;
    }

    /**
     * The throughput and percentiles over {@code time}. Failures do not count as throughput.
     *
     * @param cpu total processor time of the server; null where there is no server
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

    /** By nearest rank; zero without operations. */
    private Duration percentile(double quantile) {
        int rank = (int) Math.ceil(quantile * count);
        return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos[Math.max(0, rank - 1)]);
    }
}
