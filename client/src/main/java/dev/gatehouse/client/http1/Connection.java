package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
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
    private final ResponseReader answer = new ResponseReader(this::readSome);
    private volatile @Nullable SocketChannel channel;
    private volatile boolean aborted;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private boolean toProxy;
    private Deadline deadline = new Deadline(0);

    Connection(Origin origin, Connector connector) {
        this.origin = origin;
        this.connector = connector;
    }

    Origin origin() {
        return origin;
    }

    /** Whether another request may follow the last one. */
    boolean reusable() {
        return answer.reusable() && !aborted;
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

    /** Sends a request and reads its answer. After a failure the connection is of no use any more. */
    ApiResponse exchange(ApiRequest sent, Deadline end) throws IOException {
        try {
            if (socket == null) {
                connect(end.within(connector.timeout()));
            }
            deadline = end;
            request.of(sent, toProxy, connector.proxyAuthorization());
            write(sent.body(), end);
            return answer.read();
        } catch (SocketTimeoutException e) {
            throw Deadline.passed();
        } catch (IOException e) {
            if (end.at() - System.nanoTime() <= 0) {
                throw Deadline.passed();
            }
            throw e;
        }
    }

    private void write(byte[] body, Deadline end) throws IOException {
        OutputStream to = open(out);
        if (body.length <= MAX_UNWATCHED_BODY) {
            request.write(body, to);
            return;
        }
        CompletableFuture<Void> watch = end.watch(this::abort);
        try {
            request.write(body, to);
        } finally {
            watch.cancel(true);
        }
    }

    private int readSome(byte[] into, int offset, int length) throws IOException {
        open(socket).setSoTimeout(deadline.millis());
        return open(in).read(into, offset, length);
    }

    private void connect(Deadline end) throws IOException {
        deadline = end;
        InetSocketAddress proxy = connector.proxy(origin);
        Socket plain = proxy == null
                ? reach(origin.name(), origin.port(), end)
                : reach(proxy.getHostString(), proxy.getPort(), end);
        use(plain);
        toProxy = proxy != null && !origin.secure();
        if (origin.secure()) {
            if (proxy != null) {
                tunnel(proxy);
            }
            SSLSocket secure = connector.secured(plain, origin);
            secure.setSoTimeout(end.millis());
            secure.startHandshake();
            use(secure);
        }
    }

    /** At one of a host's addresses, whichever takes it first in their order. */
    private Socket reach(String host, int port, Deadline end) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel tried = SocketChannel.open();
            channel = tried;
            try {
                if (aborted) {
                    throw new IOException("the request was given up");
                }
                Socket plain = tried.socket();
                plain.setTcpNoDelay(true);
                plain.connect(new InetSocketAddress(address, port), end.millis());
                return plain;
            } catch (IOException e) {
                tried.close();
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new IOException("the host " + host + " has no address") : failure;
    }

    private void tunnel(InetSocketAddress proxy) throws IOException {
        request.tunnel(origin, connector.proxyAuthorization()).write(new byte[0], open(out));
        int status = answer.readStatus();
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
