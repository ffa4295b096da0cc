package dev.gatehouse.client.attempt;

import dev.gatehouse.client.async.ConcurrencyLimit;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.http.Transport;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How requests are sent.
 *
 * @param attemptTimeout the time for one attempt, from connecting to the last byte of the response
 * @param totalTimeout the time for a call with all its attempts and waits
 * @param queueTimeout the time to wait for one of the concurrent requests, which then is no part of the total; null when it
 *     is
 * @param threads where calls run that no thread waits for
 * @param concurrency limits how many requests are sent at once
 */
public record AttemptSettings(
        Transport transport,
        RetryPolicy retry,
        Duration attemptTimeout,
        Duration totalTimeout,
        @Nullable Duration queueTimeout,
        TimeSource time,
        Executor threads,
        ConcurrencyLimit concurrency) {

    /** The same with other time-outs and retries. */
    public AttemptSettings with(
            RetryPolicy otherRetry, Duration otherAttempt, Duration otherTotal, @Nullable Duration otherQueue) {
        return new AttemptSettings(
                transport, otherRetry, otherAttempt, otherTotal, otherQueue, time, threads, concurrency);
    }
}
