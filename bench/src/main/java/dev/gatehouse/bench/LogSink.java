package dev.gatehouse.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the events of a log stream as Splunk's collector does, and counts them. */
final class LogSink implements AutoCloseable {
    private static final String EVENT = "\"event\":{\"log_id\"";

    private final HttpServer server;
    private final AtomicLong events = new AtomicLong();

    LogSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (int at = body.indexOf(EVENT); at >= 0; at = body.indexOf(EVENT, at + 1)) {
            events.incrementAndGet();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many it was sent. */
    long events() {
        return events.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
