package dev.gatehouse.testkit;

import java.util.Map;
import java.util.function.Supplier;

/** Users past the first 1,000 that a search finds cannot be had by pages, as in Auth0's cloud. */
final class SearchWindow implements Interceptor {
    private static final int LAST = 1_000;
    private static final int DEFAULT_PAGE = 50;

    @Override
    public SimulatedResponse handle(ReceivedRequest request, Supplier<SimulatedResponse> next) {
        if (request.searchesUsers()) {
            long end = (request.number("page", 0) + 1L) * request.number("per_page", DEFAULT_PAGE);
            if (end > LAST) {
                return SimulatedResponse.error("INVALID_PAGING", Map.of());
            }
        }
        return next.get();
    }
}
