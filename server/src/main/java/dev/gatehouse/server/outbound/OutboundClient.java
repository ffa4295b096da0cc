package dev.gatehouse.server.outbound;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls under an {@link AddressPolicy}. Redirects are not followed: their response is the call's. Nothing is sent that was
 * not asked for, cookies and credentials among it. Thread-safe.
 */
public final class OutboundClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_CONNECTIONS = 8;
    private static final int MAX_QUEUED = 64;
    private static final int THREADS = 16;

    private final AddressPolicy policy;
    private final Supplier<SSLContext> trust;
    private final GuardedResolver.HostLookup lookup;
    private @Nullable HttpClient client;
    private boolean closed;

    /**
     * Opens nothing before the first call.
     *
     * @param trust decides whose certificates are believed; asked once, at the first call
     */
    public OutboundClient(AddressPolicy policy, Supplier<SSLContext> trust) {
        this(policy, trust, InetAddress::getAllByName);
    }

    OutboundClient(AddressPolicy policy, Supplier<SSLContext> trust, GuardedResolver.HostLookup lookup) {
        this.policy = policy;
        this.trust = trust;
        this.lookup = lookup;
    }

    private synchronized HttpClient started() throws OutboundException {
        if (closed) {
            throw new OutboundException("the server is stopping");
        }
        HttpClient running = client;
        if (running == null) {
            running = newClient();
            try {
                running.start();
            } catch (Exception e) {
                throw new OutboundException("no calls can be made", e);
            }
            // A body that is packed unpacks to any size: none is asked for. Nor is there anything to do with a redirect
            // or a 401.
            running.getContentDecoderFactories().clear();
            running.getProtocolHandlers().clear();
            client = running;
        }
        return running;
    }

    private HttpClient newClient() {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(trust.get());
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("outbound");
        threads.setDaemon(true);
        HttpClient made = new HttpClient(new HttpClientTransportOverHTTP(connector));
        made.setExecutor(threads);
        made.setSocketAddressResolver(new GuardedResolver(policy, lookup, threads));
        made.setFollowRedirects(false);
        made.setHttpCookieStore(new HttpCookieStore.Empty());
        made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Gatehouse"));
        made.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        made.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        made.setMaxResponseHeadersSize(MAX_HEADERS);
        made.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        made.setMaxRequestsQueuedPerDestination(MAX_QUEUED);
        made.setDestinationIdleTimeout(IDLE_TIMEOUT.toMillis());
        return made;
    }

    /**
     * Makes a call and waits for the complete response, whatever its status.
     *
     * @throws OutboundException when the host is unknown, has no permitted address, cannot be reached or trusted, or does not
     *     respond in time or in size
     */
    public OutboundResponse send(OutboundRequest request) throws OutboundException {
        HttpClient running = started();
        CompletableFuture<OutboundResponse> response = new CompletableFuture<>();
        Request call = running.newRequest(request.uri())
                .method(request.method())
                .timeout(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
        call.headers(headers -> request.headers().forEach(headers::put));
        if (request.body().length > 0) {
            call.body(new BytesRequestContent(request.headers().get("content-type"), request.body()));
        }
        call.send(new BufferingResponseListener(request.maximumResponse()) {
            @Override
            public void onComplete(Result result) {
                if (result.isFailed()) {
                    response.completeExceptionally(result.getFailure());
                } else {
                    response.complete(read(result, getContent()));
                }
            }
        });
        return await(call, response);
    }

    private static OutboundResponse read(Result result, byte @Nullable [] content) {
        Map<String, String> headers = new HashMap<>();
        result.getResponse()
                .getHeaders()
                .forEach(field -> headers.putIfAbsent(
                        field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue())));
        return new OutboundResponse(result.getResponse().getStatus(), headers, content == null ? new byte[0] : content);
    }

    private static OutboundResponse await(Request call, CompletableFuture<OutboundResponse> response)
            throws OutboundException {
        try {
            return response.get();
        } catch (InterruptedException e) {
            call.abort(e);
            Thread.currentThread().interrupt();
            throw new OutboundException("the server is stopping", e);
        } catch (ExecutionException e) {
            throw failure(call.getHost(), e.getCause() == null ? e : e.getCause());
        }
    }

    private static OutboundException failure(String host, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof OutboundException told) {
                return told;
            } else if (each instanceof UnknownHostException) {
                return new OutboundException(host + " is not known", cause);
            } else if (each instanceof SSLException) {
                return new OutboundException("no trusted TLS connection to " + host, cause);
            } else if (each instanceof TimeoutException) {
                return new OutboundException(host + " did not respond in time", cause);
            } else if (each instanceof ConnectException) {
                return new OutboundException(host + " accepts no connection", cause);
            } else if (each instanceof IllegalArgumentException) {
                return new OutboundException(host + " responded with too much", cause);
            }
        }
        return new OutboundException(host + " sent no complete response", cause);
    }

    @Override
    public synchronized void close() {
        closed = true;
        HttpClient running = client;
        client = null;
        if (running != null) {
            try {
                running.stop();
            } catch (Exception e) {
                System.getLogger(OutboundClient.class.getName())
                        .log(System.Logger.Level.DEBUG, "the client of outgoing calls did not stop cleanly", e);
            }
        }
    }
}
