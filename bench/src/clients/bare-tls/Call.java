import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** What no client in Java can do without: the bytes of the request over one TLS socket a thread, and those of the response. */
final class Call implements AutoCloseable {
    private final String host;
    private final int port;
    private final byte[] request;
    private final ThreadLocal<SSLSocket> sockets = ThreadLocal.withInitial(this::connect);
    private final ThreadLocal<byte[]> responses = ThreadLocal.withInitial(() -> new byte[16_384]);

    Call(String domain, String token, String user) {
        host = domain.substring(0, domain.indexOf(':'));
        port = Integer.parseInt(domain.substring(domain.indexOf(':') + 1));
        request = ("GET /api/v2/users/" + user.replace("|", "%7C") + " HTTP/1.1\r\nhost: " + domain
                        + "\r\naccept: application/json\r\naccept-encoding: gzip\r\nauthorization: Bearer " + token
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private SSLSocket connect() {
        try {
            return (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run() throws IOException {
        SSLSocket socket = sockets.get();
        byte[] response = responses.get();
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int whole = Integer.MAX_VALUE;
        for (int length = 0; length < whole; ) {
            int count = in.read(response, length, response.length - length);
            if (count < 0) {
                throw new EOFException();
            }
            length += count;
            if (whole == Integer.MAX_VALUE) {
                whole = length(new String(response, 0, length, StandardCharsets.US_ASCII));
            }
        }
    }

    /** The length of the response whose beginning is known; the largest number while its header is not. */
    private static int length(String known) throws IOException {
        int end = known.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        String header = known.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int length = header.indexOf("content-length:");
        if (!header.startsWith("http/1.1 200 ") || length < 0) {
            throw new IOException(header);
        }
        return end + 4
                + Integer.parseInt(header.substring(length + 15, header.indexOf("\r\n", length)).strip());
    }

    @Override
    public void close() {} // the harness ends the JVM
}
