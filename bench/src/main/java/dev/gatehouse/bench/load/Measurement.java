package dev.gatehouse.bench.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a load measured.
 *
 * @param perSecond how many succeeded, a second
 * @param median of how long one took
 * @param p99 99 of 100 took no longer
 * @param cpu processor time of the server for one; null where the load has no server
 * @param failures how many failed
 * @param firstFailure what was wrong with one of them; null when none failed
 */
public record Measurement(
        double perSecond,
        Duration median,
        Duration p99,
        @Nullable Duration cpu,
        int failures,
        @Nullable String firstFailure) {}
