package dev.gatehouse.testkit;

import java.util.function.Supplier;

/** Stands between a request and what follows. Called on many threads. */
@FunctionalInterface
interface Interceptor {
    /**
     * @param next how to go on
     */
    SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next);
}
