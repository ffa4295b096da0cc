package dev.gatehouse.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client as a transport: HTTP/2 where the server speaks it, on few connections. It uses the proxy, the trusted
 * certificates and the connect time-out of the client. Chosen by {@code builder.transport(HttpClientTransport::new)}.
 * Thread-safe.
 *
 * <p>Proxy credentials are given to the JDK as an authenticator; for HTTPS it only uses them when the system property {@code
 * jdk.http.auth.tunneling.disabledSchemes} does not list {@code Basic}, which it does by default.
 */
public final class HttpClientTransport implements Transport {
    private static final int MAX_BODY_SIZE = 64 << 20;

    private final HttpClient http;
    private final ExecutorService threads;

    /** A transport with connections of its own. */
    public HttpClientTransport(TransportOptions options) {
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "management-client-http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(options.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        if (options.trust() != null) {
            builder.sslContext(options.trust());
        }
        ProxySelector proxy = options.proxy() == null ? ProxySelector.getDefault() : options.proxy();
        if (proxy != null) {
            builder.proxy(new HttpProxies(proxy));
        }
        if (options.proxyAuthorization() != null) {
            builder.authenticator(new ProxyAuthenticator(options.proxyAuthorization()));
        }
        http = builder.build();
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        HttpRequest.BodyPublisher body = request.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(request.body());
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(request.uri()).timeout(request.timeout()).method(request.method(), body);
        request.headers().forEach(sent::header);
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(sent.build(), received -> new BoundedBody());
        // The JDK's time-out ends when the headers are there: the body has to be in time too.
        CompletableFuture<HttpResponse<byte[]>> timed =
                response.copy().orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<ApiResponse> result = timed.thenApply(received ->
                ApiResponse.of(received.statusCode(), received.headers().map(), received.body()));
        result.whenComplete((received, failure) -> {
            if (failure != null) {
                response.cancel(true);
                timed.cancel(true);
            }
        });
        return result;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** A whole body of at most 64 MiB. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        };

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (received.size() + part.remaining() > MAX_BODY_SIZE) {
                    subscription.cancel();
                    body.completeExceptionally(
                            new ProtocolException("the response is longer than " + MAX_BODY_SIZE + " bytes"));
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                received.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(received.toByteArray());
        }
    }

    /** Refuses SOCKS clearly: the JDK's client would silently connect without the proxy. */
    private static final class HttpProxies extends ProxySelector {
        private final ProxySelector selector;

        HttpProxies(ProxySelector selector) {
            this.selector = selector;
        }

        @Override
        public List<Proxy> select(URI uri) {
            List<Proxy> found = selector.select(uri);
            List<Proxy> usable = new ArrayList<>(found == null ? List.of() : found);
            usable.removeIf(proxy -> proxy.type() == Proxy.Type.SOCKS);
            if (found != null && usable.isEmpty() && !found.isEmpty()) {
                throw new IllegalArgumentException("the proxy " + found.get(0).address()
                        + " speaks SOCKS, which this client does not: configure an HTTP proxy");
            }
            return usable;
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            selector.connectFailed(uri, address, failure);
        }
    }

    private static final class ProxyAuthenticator extends Authenticator {
        private final PasswordAuthentication credentials;

        ProxyAuthenticator(String basic) {
            byte[] decoded = Base64.getDecoder().decode(basic.substring("Basic ".length()));
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            credentials = new PasswordAuthentication(parts[0], parts[1].toCharArray());
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? credentials : null;
        }
    }
}
