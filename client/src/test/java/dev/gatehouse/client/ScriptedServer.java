package dev.gatehouse.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on a port of its own that gives the answers it was told, in their order, and remembers what it was asked. Tokens
 * have a queue of their own; when that is empty it issues token-1, token-2 and so on.
 */
final class ScriptedServer implements AutoCloseable {
    static {
        // Headers and body leave as two packets: without this the second waits 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<ScriptedResponse> answers = new ConcurrentLinkedQueue<>();
    private final Queue<ScriptedResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private volatile Function<ReceivedRequest, @Nullable ScriptedResponse> otherwise = request -> null;
    private final AtomicInteger issued = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String scheme;

    ScriptedServer() {
        this(null);
    }

    /**
     * @param tls null for plain HTTP
     */
    ScriptedServer(@Nullable SSLContext tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scheme = tls == null ? "http" : "https";
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    URI uri() {
        return URI.create(scheme + "://localhost:" + address().getPort());
    }

    ScriptedServer answers(ScriptedResponse... next) {
        answers.addAll(List.of(next));
        return this;
    }

    /** What it answers when no answer is left. */
    ScriptedServer otherwise(Function<ReceivedRequest, @Nullable ScriptedResponse> rule) {
        otherwise = rule;
        return this;
    }

    ScriptedServer tokenAnswers(ScriptedResponse... next) {
        tokenAnswers.addAll(List.of(next));
        return this;
    }

    /** Requests to the API, in their order. */
    List<ReceivedRequest> calls() {
        return received.stream().filter(each -> !isToken(each)).toList();
    }

    /** Requests for tokens, in their order. */
    List<ReceivedRequest> tokenRequests() {
        return received.stream().filter(ScriptedServer::isToken).toList();
    }

    private static boolean isToken(ReceivedRequest request) {
        return request.target().endsWith("/oauth/token");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ReceivedRequest request = read(exchange);
            received.add(request);
            ScriptedResponse answer = isToken(request) ? tokenAnswer() : answer(request);
            write(exchange, answer == null ? ScriptedResponse.text(599, "text/plain", "nothing was scripted") : answer);
        }
    }

    private @Nullable ScriptedResponse answer(ReceivedRequest request) {
        ScriptedResponse told = answers.poll();
        return told != null ? told : otherwise.apply(request);
    }

    private ScriptedResponse tokenAnswer() {
        ScriptedResponse told = tokenAnswers.poll();
        return told != null ? told : token("token-" + issued.incrementAndGet(), 86_400);
    }

    static ScriptedResponse token(String token, long lifetime) {
        return ScriptedResponse.ok(
                "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + "}");
    }

    private static ReceivedRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new ReceivedRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private void write(HttpExchange exchange, ScriptedResponse answer) throws IOException {
        if (answer.isDropped()) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().flush();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().flush();
        pause(answer);
        exchange.getResponseBody().write(answer.body());
    }

    private void pause(ScriptedResponse answer) {
        try {
            if (!answer.pause().isZero() && closed.await(answer.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
