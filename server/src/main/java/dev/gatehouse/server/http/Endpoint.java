package dev.gatehouse.server.http;

/** Responds to the requests of a route. Called on many threads; may block. */
@FunctionalInterface
public interface Endpoint {
    Response handle(Request request);
}
