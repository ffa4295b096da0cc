package dev.gatehouse.server.http;

/** Answers the requests under a path. Called on many threads; may block. */
@FunctionalInterface
public interface Endpoint {
    Response handle(Request request);
}
