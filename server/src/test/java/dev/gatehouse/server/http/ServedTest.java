package dev.gatehouse.server.http;

import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.address.AddressRange;
import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.certificate.ServerCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An {@link HttpServer} on free ports with a few endpoints of the tests' own. */
abstract class ServedTest {
    static final int MAXIMUM_BODY = 4_096;
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final BlockingQueue<String> accessLog = new LinkedBlockingQueue<>();
    final AtomicInteger working = new AtomicInteger();
    final AtomicInteger counted = new AtomicInteger();
    /** Of the requests for what is slow. */
    final Queue<Cancellation> cancellations = new ConcurrentLinkedQueue<>();

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    HttpServer server;
    HttpClient client;

    @BeforeEach
    void start() {
        // By its files, as a certificate of the operator's own is given.
        new LocalAuthority(directory, InstantSource.system()).certificateFor("localhost");
        ServerCertificate certificate =
                ServerCertificate.read(directory.resolve("server.pem"), directory.resolve("server-key.pem"));
        HttpSettings settings = new HttpSettings(
                certificate,
                new Ports(null, 0, 0, 0),
                limits(),
                List.of(AddressRange.parse("127.0.0.9")),
                (id, address, method, path, status, took) ->
                        accessLog.add(String.join(" ", id, address, method, path, Integer.toString(status))));
        server = new HttpServer(
                settings,
                routes(),
                List.of(Route.get("/inside", request -> text("for operators"))),
                meters,
                Interceptor.NONE,
                budget());
        server.start();
        client = HttpClient.newBuilder()
                .sslContext(TestTenant.trusting(directory))
                .build();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.close();
    }

    /** How many connections the server takes. */
    ConnectionBudget budget() {
        return ConnectionBudget.ofHeap(Runtime.getRuntime().maxMemory());
    }

    HttpLimits limits() {
        return new HttpLimits(
                MAXIMUM_BODY, IDLE_TIMEOUT, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    private List<Route> routes() {
        return List.of(
                Route.get("/document", request -> text("a document")),
                Route.any("/echo", request -> new Response(200, Map.of("x-method", request.method()), request.body())),
                Route.any("/below/**", request -> text(request.path() + " " + request.query())),
                Route.get("/origin", request -> text(request.remoteAddress() + " " + request.host())),
                Route.get("/healthz", request -> text("well")).withoutWaiting(),
                Route.get(
                        "/forms/{form}/{step}",
                        request -> text(request.pathParameters().toString())),
                Route.post("/forms/{form}/{step}", request -> text("sent " + request.pathParameter("form"))),
                Route.get("/forms/new/first", request -> text("the first step")),
                Route.get(
                        "/cookies",
                        request -> text(request.cookies().toString())
                                .with(ResponseCookie.of("__Host-a", "1"))
                                .with(ResponseCookie.deleted("b"))),
                Route.get("/held-back", request -> text("at last").heldBack(Duration.ofMillis(300))),
                Route.any("/counted", request -> {
                    counted.incrementAndGet();
                    return text("counted");
                }),
                Route.any("/slow", request -> {
                    working.incrementAndGet();
                    cancellations.add(Cancellation.current());
                    entered.countDown();
                    await(released);
                    return text("finished");
                }),
                Route.any("/broken", request -> {
                    throw new IllegalStateException("SELECT secret FROM inside");
                }),
                Route.any("/lacking", request -> {
                    throw new NoClassDefFoundError("dev/gatehouse/Inside");
                }));
    }

    static Response text(String text) {
        return new Response(200, Map.of("content-type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String https(String path) {
        return "https://localhost:" + server.httpsPort() + path;
    }

    HttpResponse<String> send(String method, String uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** The answer on plain HTTP, status line to body, after which the server closed the connection. */
    String exchange(String request) throws Exception {
        return RawConnection.exchange(server.httpPort(), request);
    }
}
