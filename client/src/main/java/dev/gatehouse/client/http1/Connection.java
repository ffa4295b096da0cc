package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection, which is made with its first request. On channels, since those end when the thread that waits on them is
 * interrupted. For one thread at a time, but for {@link #abort}.
 */
final class Connection {
    /** Bodies up to here fit into what the system takes at once, so that writing them does not wait for the other side. */
    private static final int MAX_UNWATCHED_BODY = 16 << 10;

    private final Origin origin;
    private final Connector connector;
    private final RequestWriter request = new RequestWriter();
    private final ResponseReader response = new ResponseReader(this::readSome);
    private volatile @Nullable SocketChannel channel;
    private volatile boolean aborted;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private boolean toProxy;
    private final Timer timer;
    private Deadline deadline;
    private volatile boolean connected;

    Connection(Origin origin, Connector connector, Timer timer) {
        this.origin = origin;
        this.connector = connector;
        this.timer = timer;
        this.deadline = new Deadline(timer, timer.nanoTime());
    }

    Origin origin() {
        return origin;
    }

    /** Whether another request may follow the last one. */
    boolean reusable() {
        return response.reusable() && !aborted;
    }

    /** Whether the other side has neither closed it nor said what nobody asked for, while nothing was under way. */
    boolean quiet() {
        SocketChannel open = channel;
        if (open == null || aborted) {
            return false;
        }
        try {
            open.configureBlocking(false);
            int read = open.read(ByteBuffer.allocate(1));
            open.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a request and reads its response. After a failure the connection is no longer of use. */
    ApiResponse exchange(ApiRequest sent, Deadline end) throws IOException {
        if (socket == null) {
            connectWithin(end);
        }
        try {
            deadline = end;
            request.of(sent, toProxy, connector.proxyAuthorization());
            write(sent.body(), end);
            return response.read();
        } catch (SocketTimeoutException e) {
            throw timedOut(sent);
        } catch (IOException e) {
            throw end.hasPassed() ? timedOut(sent) : e;
        }
    }

    static SocketTimeoutException timedOut(ApiRequest sent) {
        return new SocketTimeoutException(
                "no complete response within " + sent.timeout().toMillis() + " ms");
    }

    /** As {@link #exchange} would fail: another thread looks at the time too, since not everything here does. */
    IOException timedOut(ApiRequest sent, Deadline end) {
        return connected ? timedOut(sent) : unconnected("timed out", new SocketTimeoutException());
    }

    private void write(byte[] body, Deadline end) throws IOException {
        OutputStream to = open(out);
        if (body.length <= MAX_UNWATCHED_BODY) {
            request.write(body, to);
            return;
        }
        Duration left = end.left();
        CompletableFuture<Void> watch = timer.after(left.isNegative() ? Duration.ZERO : left);
        watch.thenRun(this::abort);
        try {
            request.write(body, to);
        } finally {
            watch.cancel(true);
        }
    }

    private int readSome(byte[] into, int offset, int length) throws IOException {
        open(socket).setSoTimeout(millis(deadline));
        return open(in).read(into, offset, length);
    }

    /** What is left, for a socket: at least 1. */
    private static int millis(Deadline end) throws IOException {
        long left = end.left().toMillis();
        if (end.hasPassed()) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(Integer.MAX_VALUE, 1 + left);
    }

    /** Whatever fails here, the request was not sent. Only what TLS says of the server's identity is left as it is. */
    private void connectWithin(Deadline end) throws IOException {
        Deadline limit = new Deadline(
                timer, timer.nanoTime() + end.limit(connector.timeout()).toNanos());
        try {
            connect(limit);
            connected = true;
        } catch (ConnectException | UnknownHostException | NoRouteToHostException | SSLException e) {
            throw e;
        } catch (IOException e) {
            boolean late = e instanceof SocketTimeoutException || limit.hasPassed();
            throw unconnected(
                    late ? "timed out" : "failed: " + e.getMessage(), late ? new SocketTimeoutException() : e);
        }
    }

    private ConnectException unconnected(String how, IOException cause) {
        ConnectException failure = new ConnectException(
                "connecting to " + origin.authority() + " " + how + (how.equals("timed out") ? within() : ""));
        failure.initCause(cause);
        return failure;
    }

    private String within() {
        return " after " + connector.timeout().toMillis() + " ms";
    }

    /** By each route in turn; the next when one fails. */
    private void connect(Deadline end) throws IOException {
        IOException failure = null;
        for (Iterator<Proxy> each = connector.routes(origin).iterator(); each.hasNext(); ) {
            Proxy route = each.next();
            try {
                connect(route, each.hasNext() ? half(end) : end);
                return;
            } catch (SSLException e) {
                throw e;
            } catch (IOException e) {
                closeChannel();
                failure = next(failure, e);
            }
        }
        throw failure == null ? new IOException("there is no route") : failure;
    }

    private void connect(Proxy route, Deadline end) throws IOException {
        InetSocketAddress proxy = (InetSocketAddress) route.address();
        deadline = end;
        use(
                proxy == null
                        ? reach(origin.name(), origin.port(), end)
                        : reach(proxy.getHostString(), proxy.getPort(), end));
        toProxy = proxy != null && !origin.secure();
        if (proxy != null && origin.secure()) {
            tunnel(proxy);
        }
        secure(end);
    }

    private void secure(Deadline end) throws IOException {
        deadline = end;
        if (origin.secure()) {
            SSLSocket secure = connector.secured(open(socket), origin);
            secure.setSoTimeout(millis(end));
            secure.startHandshake();
            use(secure);
        }
    }

    /** An address that does not respond must not take all of the time: the next gets half of what is left, as in RFC 8305. */
    private Deadline half(Deadline end) {
        return new Deadline(timer, timer.nanoTime() + end.left().toNanos() / 2);
    }

    private static IOException next(@Nullable IOException failure, IOException next) {
        if (failure != null) {
            next.addSuppressed(failure);
        }
        return next;
    }

    /** At one of a host's addresses, whichever accepts first in their order. */
    private Socket reach(String host, int port, Deadline end) throws IOException {
        IOException failure = null;
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (int i = 0; i < addresses.length; i++) {
            SocketChannel tried = SocketChannel.open();
            channel = tried;
            try {
                if (aborted) {
                    throw new IOException("the request was cancelled");
                }
                Socket plain = tried.socket();
                plain.setTcpNoDelay(true);
                Deadline share = i + 1 < addresses.length ? half(end) : end;
                plain.connect(new InetSocketAddress(addresses[i], port), millis(share));
                return plain;
            } catch (IOException e) {
                tried.close();
                failure = next(failure, e);
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    private void tunnel(InetSocketAddress proxy) throws IOException {
        request.tunnel(origin, connector.proxyAuthorization()).write(new byte[0], open(out));
        int status = response.readStatus();
        if (status >= 400 && status < 500) {
            throw new IllegalStateException(
                    "the proxy " + proxy + " refused to reach " + origin.authority() + ": " + status);
        }
        if (status >= 300) {
            throw new IOException("the proxy " + proxy + " did not reach " + origin.authority() + ": " + status);
        }
    }

    private void use(Socket connected) throws IOException {
        socket = connected;
        in = connected.getInputStream();
        out = connected.getOutputStream();
    }

    private static <T> T open(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not connected");
        }
        return part;
    }

    /** Ends it with the courtesies of TLS. For when nothing is under way. */
    void close() {
        Socket connected = socket;
        try {
            if (connected != null) {
                connected.close();
            }
        } catch (IOException e) {
            abort();
        }
    }

    /** Ends it at once, whatever is under way. For any thread. */
    void abort() {
        aborted = true;
        closeChannel();
    }

    private void closeChannel() {
        SocketChannel open = channel;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // There is nothing that could still be done.
        }
    }
}
