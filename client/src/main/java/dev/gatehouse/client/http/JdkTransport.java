package dev.gatehouse.client.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client. Follows no redirects: the API answers none, and a token must not follow one elsewhere. */
public final class JdkTransport implements Transport {
    private final ExecutorService executor;
    private final HttpClient http;

    /**
     * @param trust whom to trust; null for the JDK's own certificate authorities
     * @param proxy null for none
     */
    public JdkTransport(Duration connectTimeout, @Nullable SSLContext trust, @Nullable ProxySelector proxy) {
        executor = threads();
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

    /** Daemons, which end when they have been idle for ten seconds. */
    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        int size = Math.max(4, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "management-client-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(request.timeout());
        request.headers().forEach(builder::setHeader);
        builder.method(
                request.method(),
                request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()));
        return http.sendAsync(builder.build(), BodyHandlers.ofByteArray())
                .thenApply(answer ->
                        new ApiResponse(answer.statusCode(), answer.headers().map(), answer.body()));
    }

    /** Calls under way end; the JDK 17 client itself is let go with the last reference to it. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
