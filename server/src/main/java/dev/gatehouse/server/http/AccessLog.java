package dev.gatehouse.server.http;

import java.time.Duration;

/** Receives every response. Never given a query, a header or a body: they hold secrets. */
@FunctionalInterface
public interface AccessLog {
    /**
     * @param path without the query
     */
    void log(String requestId, String remoteAddress, String method, String path, int status, Duration took);
}
