package dev.gatehouse.client.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client. Follows no redirects: the API answers none, and a token must not follow one elsewhere. At most 64
 * requests are under way at once; the others wait for their turn, within their time. An answer has at most 64 MiB. A GET that
 * finds its connection closed before the first byte is sent once more by the JDK itself.
 */
public final class JdkTransport implements Transport {
    private static final long LONGEST_BODY = 64L << 20;
    /** Over HTTP/2 all go through one connection, and the JDK's client fails those for which it has no stream left. */
    private static final int MOST_AT_ONCE = 64;

    private final ExecutorService executor = threads();
    private final HttpClient http;
    private final @Nullable String proxyAuthorization;
    private final Turns turns = new Turns(MOST_AT_ONCE);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    /**
     * A transport with connections of its own.
     *
     * @param connectTimeout how long connecting may take, greater than 0
     * @param trust whom to trust; null for the JDK's own certificate authorities
     * @param proxy null for none
     * @param proxyAuthorization what the proxy is sent as {@code Proxy-Authorization}, and nobody else; null for nothing
     */
    public JdkTransport(
            Duration connectTimeout,
            @Nullable SSLContext trust,
            @Nullable ProxySelector proxy,
            @Nullable String proxyAuthorization) {
        this.proxyAuthorization = proxyAuthorization;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(Redirect.NEVER)
                .executor(executor);
        if (trust != null) {
            builder.sslContext(trust);
        }
        if (proxy != null) {
            builder.proxy(proxy);
        }
        http = builder.build();
    }

    /** Daemons, which end when they have been idle for ten seconds. Unbounded: what follows an answer may wait itself. */
    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "management-client-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        underWay.incrementAndGet();
        if (closed) {
            answer.completeExceptionally(new IllegalStateException("the client is closed"));
        } else {
            turns.take(() -> start(request, answer));
        }
        answer.whenComplete((response, failure) -> {
            underWay.decrementAndGet();
            endWhenClosed();
        });
        return bounded(request, answer);
    }

    /** Whether it is under way; not when it was given up while it waited, or cannot be sent. */
    private boolean start(ApiRequest request, CompletableFuture<ApiResponse> answer) {
        if (answer.isDone()) {
            return false;
        }
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = http.sendAsync(request(request), head -> new BoundedBody(LONGEST_BODY));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            return false;
        }
        answer.whenComplete((response, failure) -> sent.cancel(true));
        sent.whenComplete((response, failure) -> {
            turns.end();
            if (failure == null) {
                answer.complete(new ApiResponse(
                        response.statusCode(), response.headers().map(), response.body()));
            } else {
                answer.completeExceptionally(Failures.cause(failure));
            }
        });
        return true;
    }

    private HttpRequest request(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(request.timeout());
        request.headers().forEach(builder::setHeader);
        if (proxyAuthorization != null) {
            // Not by an Authenticator: with one, the JDK's client fails where a 401 has no WWW-Authenticate.
            // It keeps this header from whoever is not a proxy.
            builder.setHeader("Proxy-Authorization", proxyAuthorization);
        }
        return builder.method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    /** The JDK's own time-out ends with the headers: an answer that trickles in is given up here. */
    private static CompletableFuture<ApiResponse> bounded(ApiRequest request, CompletableFuture<ApiResponse> answer) {
        CompletableFuture<ApiResponse> bounded = answer.copy()
                .orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(failure -> {
                    Throwable cause = Failures.cause(failure);
                    throw new CompletionException(
                            cause instanceof TimeoutException
                                    ? new HttpTimeoutException("the answer did not end in time")
                                    : cause);
                });
        bounded.whenComplete((response, failure) -> {
            if (failure != null) {
                answer.cancel(true);
            }
        });
        return bounded;
    }

    /** The JDK 17 client itself is let go with the last reference to it. */
    @Override
    public void close() {
        closed = true;
        endWhenClosed();
    }

    private void endWhenClosed() {
        if (closed && underWay.get() == 0) {
            executor.shutdown();
        }
    }
}
