package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Others, who go on with what they do while the server is attacked, each with one request at a time. Each request has a response,
 * and where nothing else is said, at least nine in ten are served: a machine that is busy otherwise may have one come late.
 */
final class Bystanders implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private volatile boolean over;

    private Bystanders() {}

    /** Asks for the server's health, for tokens, for its keys and for a user. */
    static Bystanders of(Target target) {
        Bystanders bystanders = new Bystanders();
        bystanders.repeat(target.to("/healthz").build());
        bystanders.repeat(target.tokenRequest(target.credential("client_id"), target.credential("client_secret")));
        bystanders.repeat(target.to("/.well-known/jwks.json").build());
        bystanders.repeat(target.request("GET", Target.USERS + "?per_page=1", ""));
        return bystanders;
    }

    /** Asks for the server's health only. */
    static Bystanders askingForHealth(Target target) {
        Bystanders bystanders = new Bystanders();
        bystanders.repeat(target.to("/healthz").build());
        return bystanders;
    }

    private void repeat(HttpRequest request) {
        working.incrementAndGet();
        threads.execute(() -> {
            try {
                boolean once = false;
                while (!over || !once) {
                    HttpResponse<String> response = send(request);
                    if (response.statusCode() == 200) {
                        served.incrementAndGet();
                    } else if (response.statusCode() == 503) {
                        Target.requireRetryAfter(response);
                        refused.incrementAndGet();
                    } else {
                        failures.add(Target.summary(response));
                    }
                    once = true;
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
        });
    }

    /** Once more where the server had closed the connection before it saw the request, as it may when it is crowded. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException closed) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** Ends them; fails when they were not served. */
    void requireServed() throws InterruptedException {
        requireResponses();
        assertThat(refused.get()).as("refused, beside %s served", served).isLessThanOrEqualTo(1 + served.get() / 10);
    }

    /** Ends them; fails when one had no response, or none was served. */
    void requireResponses() throws InterruptedException {
        over = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(120, TimeUnit.SECONDS))
                .as("each has a response")
                .isTrue();
        assertThat(List.copyOf(failures))
                .as("bystanders, of whom %d were served", served.get())
                .isEmpty();
        assertThat(served.get()).isGreaterThanOrEqualTo(working.get());
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
