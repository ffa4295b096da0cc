package dev.gatehouse.client.jobs;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.TransportException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Tells transient failures from permanent ones. */
final class TransientFailures {
    private TransientFailures() {}

    /** Whether the API is limiting calls, has broken down or cannot be reached, as far as {@code failure} says. */
    static boolean isTransient(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return refusal.status() == 429 || refusal.status() >= 500;
        }
        return failure instanceof TransportException && isTransientCause(failure.getCause());
    }

    /** No cause: its time ran out. Where the client is closed or was set up wrongly, there is another one. */
    private static boolean isTransientCause(@Nullable Throwable cause) {
        return cause == null
                || cause instanceof TimeoutException
                || cause instanceof IOException && !(cause instanceof SSLHandshakeException);
    }
}
