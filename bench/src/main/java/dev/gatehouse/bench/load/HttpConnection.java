package dev.gatehouse.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A keep-alive HTTP/1.1 connection to loopback. Does little work, since it shares the processors with the measured server.
 * Responses must have a {@code Content-Length}, as the server's do. Not thread-safe.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int MAX_RESPONSE_BYTES = 16 << 20;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private byte[] buffer = new byte[32 * 1024];
    private int filled;
    private int bodyStart;

    public HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /**
     * Sends a whole request and waits for the whole response.
     *
     * @return its status
     * @throws IOException also when the response has no {@code Content-Length}
     */
    public int exchange(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        bodyStart = readHead();
        String head = new String(buffer, 0, bodyStart, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != NO_CONTENT) {
            readUntil(bodyStart + contentLength(head));
        }
        return status;
    }

    /** The body of the last response. */
    public String body() {
        return new String(buffer, bodyStart, filled - bodyStart, StandardCharsets.UTF_8);
    }

    private int readHead() throws IOException {
        int scanned = 0;
        while (true) {
            readUntil(filled + 1);
            for (; scanned + 3 < filled; scanned++) {
                if (buffer[scanned] == '\r' && buffer[scanned + 1] == '\n' && buffer[scanned + 2] == '\r') {
                    return scanned + 4;
                }
            }
        }
    }

    private static int contentLength(String head) throws IOException {
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) {
            throw new IOException("a response without content-length: "
                    + head.lines().findFirst().orElse(""));
        }
        int start = at + name.length();
        int length = Integer.parseInt(
                head.substring(start, head.indexOf('\r', start)).strip());
        if (length < 0 || length > MAX_RESPONSE_BYTES) {
            throw new IOException("a response of " + length + " bytes");
        }
        return length;
    }

    private void readUntil(int wanted) throws IOException {
        while (filled < wanted) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(wanted, 2 * buffer.length));
            }
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            filled += read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
