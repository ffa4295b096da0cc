package dev.gatehouse.server.http;

import org.jspecify.annotations.Nullable;

/** Stands before every endpoint, for tests that want a server to be slow, or to fail. Called on many threads; may block. */
@FunctionalInterface
public interface Interceptor {
    /** Changes nothing. */
    Interceptor NONE = (request, next) -> next.handle(request);

    /**
     * @param next goes on to the endpoint
     * @return the response; null to end the connection without one
     */
    @Nullable
    Response intercept(Request request, Endpoint next);
}
