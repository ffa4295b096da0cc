package dev.gatehouse.client.error;

import dev.gatehouse.client.http.RateLimit;
import org.jspecify.annotations.Nullable;

/** 429: too many calls. The client has waited and tried again as far as its settings and the deadline let it. */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable RateLimit rateLimit;

    RateLimitException(Details details) {
        super(details);
        rateLimit = RateLimit.of(details.response());
    }

    /** What the API said of its limit; null when it said nothing, or when this was serialized. */
    public @Nullable RateLimit rateLimit() {
        return rateLimit;
    }
}
