package dev.gatehouse.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on loopback, and can freeze both directions, or end everything and refuse more. */
final class TcpRelay implements AutoCloseable {
    private static final int MAX_BINDS = 300;

    private final int target;
    private final int port;
    private final Object thawed = new Object();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean frozen;
    private volatile ServerSocket listening;

    TcpRelay(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept(listening);
    }

    int port() {
        return port;
    }

    /** Nothing gets through any more, and no connection ends, as when the server is stopped by a signal. */
    void freeze() {
        frozen = true;
    }

    /** What was held back arrives. */
    void thaw() {
        synchronized (thawed) {
            frozen = false;
            thawed.notifyAll();
        }
    }

    /** Ends all connections and refuses new ones, as when the server is down. */
    void cut() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Takes connections again; waits while the port is that of somebody's outgoing connection, as it is free for a while. */
    void restore() throws IOException, InterruptedException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        for (int tries = 1; !again.isBound(); tries++) {
            try {
                again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException e) {
                if (tries == MAX_BINDS) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
        listening = again;
        accept(again);
    }

    private void accept(ServerSocket from) {
        start(() -> {
            while (true) {
                Socket client = from.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                if (from.isClosed()) { // cut while this one came in
                    client.close();
                    server.close();
                }
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        });
    }

    private void pump(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[16_384];
            int read;
            while ((read = in.read(bytes)) >= 0) {
                synchronized (thawed) {
                    while (frozen) {
                        thawed.wait();
                    }
                }
                out.write(bytes, 0, read);
            }
        }
    }

    private interface Pumping {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Pumping pumping) {
        Thread thread = new Thread(() -> {
            try {
                pumping.run();
            } catch (IOException | InterruptedException e) {
                // the connection is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        thaw();
        cut();
    }
}
