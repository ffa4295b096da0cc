package dev.gatehouse.client.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that has ended. Immutable. */
public final class CompletedCall {
    private final StartedCall call;
    private final int status;
    private final @Nullable Throwable failure;
    private final int attempts;
    private final Duration duration;
    private final Duration queued;
    private final Duration throttled;
    private final Duration backedOff;

    /**
     * With its outcome.
     *
     * @param status the HTTP status; 0 when there was no response
     * @param failure null when it succeeded
     * @param attempts how many requests were sent
     * @param duration the whole time
     * @param queued of that, the time it waited for one of the concurrent requests
     * @param throttled of that, the time it waited for the rate limit before a request was sent
     * @param backedOff of that, the time it waited between attempts
     */
    public CompletedCall(
            StartedCall call,
            int status,
            @Nullable Throwable failure,
            int attempts,
            Duration duration,
            Duration queued,
            Duration throttled,
            Duration backedOff) {
        this.call = call;
        this.status = status;
        this.failure = failure;
        this.attempts = attempts;
        this.duration = duration;
        this.queued = queued;
        this.throttled = throttled;
        this.backedOff = backedOff;
    }

    /** What was called. */
    public StartedCall call() {
        return call;
    }

    /** The HTTP status of the last response; 0 when there was none. */
    public int status() {
        return status;
    }

    /** What the call throws; null when it succeeded. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Requests sent; 0 when it failed before. */
    public int attempts() {
        return attempts;
    }

    /** The whole time of the call. */
    public Duration duration() {
        return duration;
    }

    /** The time it waited for one of the concurrent requests. */
    public Duration queued() {
        return queued;
    }

    /** The time it waited for the rate limit before a request was sent. */
    public Duration throttled() {
        return throttled;
    }

    /** The time it waited between attempts. */
    public Duration backedOff() {
        return backedOff;
    }

    @Override
    public String toString() {
        return call + ": " + (failure == null ? status : failure) + " after " + duration.toMillis() + " ms, " + attempts
                + " attempts";
    }
}
