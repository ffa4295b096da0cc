package dev.gatehouse.testkit;

import java.util.function.Supplier;

/** Handles a request before the server does. Called on many threads. */
@FunctionalInterface
interface Interceptor {
    /**
     * @param next the next interceptor, or the endpoint
     */
    SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next);
}
