package dev.gatehouse.server.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.certificate.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server on loopback that keeps what it is sent. It responds 200 and nothing more, unless it is told to do otherwise. */
public final class HttpsSink implements AutoCloseable {
    private final HttpServer server;
    private final boolean secure;
    private final Path authority;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Responder responder = exchange -> respond(exchange, 200, "");

    /** What came with a request. */
    public record Received(String method, String path, List<String> headers, String body) {
        /** The value of a header; empty when there is none. */
        public String header(String name) {
            String start = name.toLowerCase(java.util.Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(header -> header.startsWith(start))
                    .map(header -> header.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** How it responds. */
    @FunctionalInterface
    public interface Responder {
        void respond(HttpExchange exchange) throws IOException;
    }

    /** As the other, its authority in a new temporary directory. */
    public HttpsSink() {
        this(temporaryDirectory());
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("authority");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts on a free port, with a certificate for {@code localhost} of an authority of its own.
     *
     * @param directory where its authority is kept
     */
    public HttpsSink(Path directory) {
        this(directory, 0, true);
    }

    /** As {@link #HttpsSink(Path)}, on that port, with or without TLS. */
    public HttpsSink(Path directory, int port, boolean secure) {
        this.secure = secure;
        LocalAuthority local = new LocalAuthority(directory, InstantSource.system());
        authority = local.certificateFile();
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            server = secure ? HttpsServer.create(address, 0) : HttpServer.create(address, 0);
            if (server instanceof HttpsServer https) {
                https.setHttpsConfigurator(new HttpsConfigurator(context(local.certificateFor("localhost"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    private static SSLContext context(ServerCertificate certificate) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificate.keyStore(), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> headers = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(header -> header.getValue().stream()
                        .map(value -> header.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + value))
                .toList();
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        responder.respond(exchange);
        exchange.close();
    }

    /** Sends a response with a body. */
    public static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Responds so from now on. */
    public void responding(Responder other) {
        responder = other;
    }

    /** Responds with a status and nothing more from now on. */
    public void responding(int status) {
        responding(exchange -> respond(exchange, status, ""));
    }

    /** What it was sent, in order, each once. */
    public BlockingQueue<Received> received() {
        return received;
    }

    /** Whom clients must trust. */
    public Path authority() {
        return authority;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it is, without a slash at the end. */
    public String base() {
        return (secure ? "https" : "http") + "://localhost:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
