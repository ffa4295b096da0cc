package dev.gatehouse.client.http;

import java.util.function.Consumer;

/**
 * Is told of each call, for metrics and traces. An {@link Interceptor} sees each attempt; this sees the call as a whole. What it
 * throws is logged, and does not fail the call. Thread-safe.
 */
@FunctionalInterface
public interface CallListener {
    /**
     * A call begins. Runs on the thread that makes the call, before anything is sent.
     *
     * @return told when the call has ended, before its caller is; on whatever thread received the response
     */
    Consumer<CompletedCall> started(StartedCall call);
}
