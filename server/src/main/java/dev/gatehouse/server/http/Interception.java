package dev.gatehouse.server.http;

import org.jspecify.annotations.Nullable;

/** Stands before every endpoint, for tests that want a server to be slow, or to fail. Called on many threads; may block. */
@FunctionalInterface
public interface Interception {
    /** None: the endpoint answers. */
    Interception NONE = (request, endpoint) -> endpoint.handle(request);

    /** The answer; null to end the connection without one. */
    @Nullable
    Response handle(Request request, Endpoint endpoint);
}
