package dev.gatehouse.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** An HTTP event collector like Splunk's, which counts the events of a log stream. */
final class LogSink implements AutoCloseable {
    private static final String EVENT = "\"event\":{\"log_id\"";

    private final HttpServer server;
    private final AtomicLong events = new AtomicLong();

    LogSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
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

    /** How many events it received. */
    long events() {
        return events.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
