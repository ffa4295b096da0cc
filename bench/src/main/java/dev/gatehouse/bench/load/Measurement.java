package dev.gatehouse.bench.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of a load.
 *
 * @param perSecond throughput: how many succeeded per second
 * @param median median latency
 * @param p99 99th percentile of the latency
 * @param cpu processor time of the server per operation; null where the load has no server
 * @param failures how many failed
 * @param firstFailure the message of the first; null when none failed
 */
public record Measurement(
        double perSecond,
        Duration median,
        Duration p99,
        @Nullable Duration cpu,
        int failures,
        @Nullable String firstFailure) {}
