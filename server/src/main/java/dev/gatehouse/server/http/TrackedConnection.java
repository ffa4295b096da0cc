package dev.gatehouse.server.http;

import java.net.InetAddress;
import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/** A connection of a client, and for how long it has been waiting for a complete request. Thread-safe. */
final class TrackedConnection {
    private final EndPoint endPoint;
    private final @Nullable InetAddress address;
    private Connection protocol;
    private boolean excess;
    private int requests;
    private long waitingSince;
    /** How many bytes had arrived when it began to wait. */
    private long bytesBefore;
    /** When the first byte of the next request was seen; 0 for not yet. */
    private long startedAt;

    TrackedConnection(EndPoint endPoint, @Nullable InetAddress address, Connection protocol, long now) {
        this.endPoint = endPoint;
        this.address = address;
        this.protocol = protocol;
        this.waitingSince = now;
    }

    @Nullable
    InetAddress address() {
        return address;
    }

    /** The layer above has begun: HTTP after TLS, or HTTP/2 after HTTP/1.1. */
    synchronized void upgrade(Connection next) {
        protocol = next;
    }

    /** It is one more than the server can serve: its requests are to be refused. */
    synchronized void markExcess() {
        excess = true;
    }

    synchronized boolean isExcess() {
        return excess;
    }

    synchronized void beginRequest() {
        requests++;
    }

    synchronized void endRequest(long now) {
        requests--;
        waitingSince = now;
        startedAt = 0;
        bytesBefore = protocol.getBytesIn();
    }

    /** For how long it has had no request; negative while it has one. */
    synchronized long waitingNanos(long now) {
        return requests > 0 ? -1 : now - waitingSince;
    }

    /**
     * Whether it has kept the server waiting for too long: for TLS to be agreed on, for the rest of a request's header, or in
     * HTTP/2 for a request.
     */
    synchronized boolean isOverdue(long now, Duration headerTimeout, Duration idleTimeout) {
        if (requests > 0) {
            return false;
        }
        if (protocol instanceof SslConnection || protocol instanceof NegotiatingServerConnection) {
            return now - waitingSince > headerTimeout.toNanos();
        }
        if (!(protocol instanceof HttpConnection)) {
            return now - waitingSince > idleTimeout.toNanos();
        }
        if (startedAt == 0 && protocol.getBytesIn() > bytesBefore) {
            startedAt = now;
        }
        return startedAt != 0 && now - startedAt > headerTimeout.toNanos();
    }

    boolean isOpen() {
        return endPoint.isOpen();
    }

    void close() {
        endPoint.close();
    }
}
