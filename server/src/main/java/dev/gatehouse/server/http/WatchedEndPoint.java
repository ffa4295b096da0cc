package dev.gatehouse.server.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The socket below a connection of HTTP/1.1, which can be watched while a request is worked on: Jetty reads nothing then, and so
 * would not notice that the client closed its side. A client that closes it has gone, as other servers have it too. What it
 * sends meanwhile is kept for the next request. Thread-safe.
 */
final class WatchedEndPoint implements EndPoint, EndPoint.Wrapper {
    private static final int AHEAD_BYTES = 1024;

    private final EndPoint socket;
    private final Executor executor;
    private final Callback whenReadable = new WhenReadable();
    /** Whether {@link #whenReadable} is registered with the socket, which takes one callback at a time. */
    private boolean registered;
    /** What to run when the client has gone; null while nothing is watched. */
    private @Nullable Runnable gone;
    /** What the connection itself waits with, for its next bytes. */
    private @Nullable Callback waiting;
    /** What came while it was watched: null for nothing. */
    private @Nullable ByteBuffer ahead;

    private boolean ended;

    WatchedEndPoint(EndPoint socket, Executor executor) {
        this.socket = socket;
        this.executor = executor;
    }

    /**
     * Begins to watch, where it is not watched yet and nothing has come ahead.
     *
     * @param whenGone runs once, when the client closes its side
     */
    void watch(Runnable whenGone) {
        synchronized (this) {
            if (gone != null || waiting != null || ahead != null || ended) {
                return;
            }
            gone = whenGone;
            if (registered) {
                return;
            }
            registered = true;
        }
        if (!socket.tryFillInterested(whenReadable)) {
            synchronized (this) {
                registered = false;
                gone = null;
            }
        }
    }

    /** The request is responded to: the connection reads for itself again. */
    synchronized void unwatch() {
        gone = null;
    }

    /** Runs when the socket has bytes or its end. */
    private final class WhenReadable implements Callback {
        @Override
        public void succeeded() {
            Callback forward;
            Runnable left = null;
            synchronized (WatchedEndPoint.this) {
                registered = false;
                forward = waiting;
                waiting = null;
                if (forward == null && gone != null) {
                    left = readAhead();
                }
            }
            if (forward != null) {
                forward.succeeded();
            } else if (left != null) {
                left.run();
            }
        }

        @Override
        public void failed(Throwable failure) {
            Callback forward;
            Runnable left;
            synchronized (WatchedEndPoint.this) {
                registered = false;
                forward = waiting;
                waiting = null;
                left = failure instanceof TimeoutException ? null : gone;
                gone = null;
            }
            if (forward != null) {
                forward.failed(failure);
            } else if (left != null) {
                left.run();
            }
        }
    }

    /** What to run when the client has gone; null when it has not. */
    private @Nullable Runnable readAhead() {
        ByteBuffer buffer = BufferUtil.allocate(AHEAD_BYTES);
        int read;
        try {
            read = socket.fill(buffer);
        } catch (IOException e) {
            read = -1;
        }
        if (read > 0) {
            ahead = buffer;
            return null;
        }
        if (read == 0) {
            registered = socket.tryFillInterested(whenReadable); // TLS had records of its own
            return null;
        }
        ended = true;
        Runnable left = gone;
        gone = null;
        return left;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        synchronized (this) {
            ByteBuffer kept = ahead;
            if (kept != null) {
                int count = BufferUtil.append(buffer, kept);
                if (!kept.hasRemaining()) {
                    ahead = null;
                }
                return count;
            }
            if (ended) {
                return -1;
            }
        }
        return socket.fill(buffer);
    }

    @Override
    public void fillInterested(Callback callback) {
        if (!tryFillInterested(callback)) {
            throw new ReadPendingException();
        }
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        synchronized (this) {
            if (waiting != null) {
                return false;
            }
            if (ahead != null || ended) {
                executor.execute(callback::succeeded);
                return true;
            }
            if (registered) {
                waiting = callback;
                return true;
            }
        }
        return socket.tryFillInterested(callback);
    }

    @Override
    public synchronized boolean isFillInterested() {
        return registered ? waiting != null : socket.isFillInterested();
    }

    @Override
    public EndPoint unwrap() {
        return socket;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public long getCreatedTimeStamp() {
        return socket.getCreatedTimeStamp();
    }

    @Override
    public void shutdownOutput() {
        socket.shutdownOutput();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void close(@Nullable Throwable cause) {
        socket.close(cause);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return socket.flush(buffers);
    }

    @Override
    public Object getTransport() {
        return socket.getTransport();
    }

    @Override
    public long getIdleTimeout() {
        return socket.getIdleTimeout();
    }

    @Override
    public void setIdleTimeout(long millis) {
        socket.setIdleTimeout(millis);
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        socket.write(callback, buffers);
    }

    @Override
    public void write(boolean last, ByteBuffer buffer, Callback callback) {
        socket.write(last, buffer, callback);
    }

    @Override
    public @Nullable Callback cancelWrite(Throwable cause) {
        return socket.cancelWrite(cause);
    }

    @Override
    public Connection getConnection() {
        return socket.getConnection();
    }

    @Override
    public void setConnection(Connection connection) {
        socket.setConnection(connection);
    }

    @Override
    public void onOpen() {
        socket.onOpen();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        socket.onClose(cause);
    }

    @Override
    public void upgrade(Connection connection) {
        socket.upgrade(connection);
    }

    @Override
    public @Nullable SslSessionData getSslSessionData() {
        return socket.getSslSessionData();
    }

    @Override
    public boolean isSecure() {
        return socket.isSecure();
    }
}
