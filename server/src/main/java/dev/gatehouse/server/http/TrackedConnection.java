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
    /** One that is not served has this long for its request, which is refused; it holds a place that others need. */
    private static final Duration MAX_WAIT_IN_EXCESS = Duration.ofSeconds(2);

    private final EndPoint endPoint;
    private final @Nullable InetAddress address;
    private Connection protocol;
    private boolean excess;
    /** What to do when the client goes away while its request is worked on; null while none is. */
    private @Nullable Runnable abandon;

    private long workingSince;
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

    /** The request that has come as a whole is worked on now, in HTTP/1.1 the only one. */
    synchronized void beginWork(Runnable whenGone, long now) {
        abandon = whenGone;
        workingSince = now;
    }

    /** The request that was worked on is about to be responded to. */
    synchronized void endWork() {
        abandon = null;
        if (protocol.getEndPoint() instanceof WatchedEndPoint watched) {
            watched.unwatch();
        }
    }

    /** Has the client watched where its request takes some time; most take none, and need no watching. */
    synchronized void watch(long now, Duration after) {
        if (abandon != null
                && now - workingSince > after.toNanos()
                && protocol.getEndPoint() instanceof WatchedEndPoint watched) {
            watched.watch(abandon);
        }
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
        if (excess) {
            return now - waitingSince > MAX_WAIT_IN_EXCESS.toNanos();
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
