package dev.gatehouse.client.http1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a port of its own that does with each connection what a test says, to the byte. */
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What happens on a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    /** The server's end of a connection. */
    final class Peer {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        Socket socket() {
            return socket;
        }

        /** Reads a request, with its body; false at the end of the connection. */
        boolean request() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            String length = text.replaceFirst("(?s).*content-length: (\\d+).*", "$1");
            byte[] body = length.equals(text) ? new byte[0] : in.readNBytes(Integer.parseInt(length));
            requests.add(text + new String(body, StandardCharsets.UTF_8));
            return true;
        }

        void say(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Reads until the other side closes the connection. */
        void ended() throws IOException {
            in.readAllBytes();
        }
    }

    Wire(Script script) throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(script));
    }

    /** A server that answers each request on a connection with the next of these, and then closes it. */
    static Wire answering(String... answers) throws IOException {
        return new Wire(peer -> {
            for (String answer : answers) {
                if (peer.request()) {
                    peer.say(answer);
                }
            }
        });
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                threads.execute(() -> serve(script, socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Script script, Socket socket) {
        try (socket) {
            script.run(new Peer(socket));
        } catch (IOException | InterruptedException e) {
            // The test is over, or the other side went away, which it finds itself.
        }
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + server.getLocalPort() + path);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Requests as they came, in their order. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
