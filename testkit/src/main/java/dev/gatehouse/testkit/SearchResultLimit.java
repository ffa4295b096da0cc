package dev.gatehouse.testkit;

import java.util.Map;
import java.util.function.Supplier;

/** Refuses pages past the first 1,000 results of a user search, as Auth0's cloud does. */
final class SearchResultLimit implements Interceptor {
    private static final int MAX_RESULTS = 1_000;
    private static final int DEFAULT_PAGE = 50;

    @Override
    public SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        if (request.searchesUsers()) {
            long end = (request.number("page", 0) + 1L) * request.number("per_page", DEFAULT_PAGE);
            if (end > MAX_RESULTS) {
                return SimulatedResponse.error("INVALID_PAGING", Map.of());
            }
        }
        return next.get();
    }
}
