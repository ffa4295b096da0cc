package dev.gatehouse.client.jobs;

import dev.gatehouse.client.attempt.Failures;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.TransportException;

/** Tells transient failures from permanent ones. */
final class TransientFailures {
    private TransientFailures() {}

    /** Whether the API is limiting calls, has broken down or cannot be reached, as far as {@code failure} says. */
    static boolean isTransient(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return refusal.status() == 429 || refusal.status() >= 500;
        }
        return failure instanceof TransportException lost
                && (lost.isTimeout() || Failures.isTransient(lost.getCause()));
    }
}
