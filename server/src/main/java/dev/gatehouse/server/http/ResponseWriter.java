package dev.gatehouse.server.http;

import dev.gatehouse.server.cancellation.Cancellation;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes every response: the header fields that all have, the line in the access log, the metrics. Thread-safe. */
final class ResponseWriter {
    /** A client that went away before it had its response: no status of HTTP, but what others log in its place. */
    static final int CLIENT_CLOSED_REQUEST = 499;

    /** Names and addresses of one machine, whose other programs may not serve HTTPS. */
    private static final Pattern LOCAL =
            Pattern.compile("(?i)(.*\\.)?localhost(:\\d*)?|[0-9.]+(:\\d*)?|\\[.*](:\\d*)?|");

    private static final String EXCHANGE = Exchange.class.getName();

    private final Meters meters;
    private final @Nullable AccessLog accessLog;
    private final TrustedProxies proxies;
    private volatile boolean draining;
    private final ResponseStreams streams;

    ResponseWriter(
            MeterRegistry registry, @Nullable AccessLog accessLog, TrustedProxies proxies, ResponseStreams streams) {
        this.meters = new Meters(registry);
        this.accessLog = accessLog;
        this.proxies = proxies;
        this.streams = streams;
    }

    /** From now on each response of HTTP/1.1 ends its connection, so that the next request goes elsewhere. */
    void drain() {
        draining = true;
    }

    /** A request has arrived, and is responded to once. */
    Exchange begin(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        byte[] id = new byte[12];
        ThreadLocalRandom.current().nextBytes(id); // a name for the log, nothing that has to be hard to guess
        return new Exchange(HexFormat.of().formatHex(id), new AtomicBoolean(), request, response, callback);
    }

    /** Jetty ends a request, which may have been received before or not. */
    Exchange beginError(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        return request.getAttribute(EXCHANGE) instanceof Exchange begun
                ? new Exchange(begun.id, begun.recorded, request, response, callback)
                : begin(request, response, callback);
    }

    /** A request that waits for its response. */
    final class Exchange {
        private final String id;
        private final AtomicBoolean recorded;
        private final long startedNanos = System.nanoTime();
        private final ClientConnection origin;
        private final Request request;
        private final org.eclipse.jetty.server.Response response;
        private final Callback callback;
        private final Cancellation cancellation = new Cancellation();
        private volatile Runnable beforeResponse = () -> {};

        private Exchange(
                String id,
                AtomicBoolean recorded,
                Request request,
                org.eclipse.jetty.server.Response response,
                Callback callback) {
            this.id = id;
            this.recorded = recorded;
            this.origin = proxies.of(request);
            this.request = request;
            this.response = response;
            this.callback = callback;
            request.setAttribute(EXCHANGE, this);
        }

        /** The request's id, also in its response. */
        String id() {
            return id;
        }

        /** Where the request comes from. */
        ClientConnection origin() {
            return origin;
        }

        /** The client went away: the stream was reset, or the connection lost. What is done for it may stop. */
        void abandon() {
            cancellation.cancel();
        }

        /** Whether nobody waits for the response any longer. */
        boolean isAbandoned() {
            return cancellation.isCancelled();
        }

        /** What is cancelled when the client goes away. */
        Cancellation cancellation() {
            return cancellation;
        }

        /** Runs {@code work} right before the response is written or given up. */
        void beforeResponse(Runnable work) {
            beforeResponse = work;
        }

        /** Ends the connection without a response. */
        void drop() {
            beforeResponse.run();
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("an interceptor ended the connection"));
        }

        /** Ends a request whose client is gone. */
        void giveUp() {
            beforeResponse.run();
            record(CLIENT_CLOSED_REQUEST);
            callback.failed(new EofException("the client went away"));
        }

        /** Writes the response, at once or when it is time. */
        void respond(Response written) {
            long wait = written.notBefore().toNanos() - (System.nanoTime() - startedNanos);
            if (wait > 0) {
                request.getComponents().getScheduler().schedule(() -> write(written), wait, TimeUnit.NANOSECONDS);
            } else {
                write(written);
            }
        }

        private void write(Response written) {
            beforeResponse.run();
            response.setStatus(written.status());
            var headers = response.getHeaders();
            headers.put("x-request-id", id);
            headers.put("x-content-type-options", "nosniff");
            // RFC 6797 §7.2: never over plain HTTP; browsers would refuse what else a local machine serves without TLS.
            if (origin.secure() && !LOCAL.matcher(origin.host()).matches()) {
                headers.put("strict-transport-security", "max-age=31536000; includeSubDomains");
            }
            written.headers().forEach((name, value) -> headers.remove(name)); // what Jetty has put there, as Date
            written.headers().forEach(headers::add);
            if (draining && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
                headers.put(HttpHeader.CONNECTION, "close");
            }
            // What is not read of a body would be read as the next request: the connection ends, and the client is told
            // so.
            if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
                    && !request.consumeAvailable()) {
                headers.put(HttpHeader.CONNECTION, "close");
            }
            if (written.stream() != null && !HttpMethod.HEAD.is(request.getMethod())) {
                stream(written, written.stream());
                return;
            }
            if (written.status() != 204) {
                headers.put(HttpHeader.CONTENT_LENGTH, written.body().length);
            }
            response.write(true, ByteBuffer.wrap(written.body()), callback);
            record(isAbandoned() ? CLIENT_CLOSED_REQUEST : written.status());
        }

        private void stream(Response begun, ResponseStream stream) {
            if (streams.start(() -> writeAll(begun.body(), stream))) {
                record(begun.status());
            } else {
                response.getHeaders().clear();
                write(BodyReader.busy().response());
            }
        }

        private void writeAll(byte[] beginning, ResponseStream stream) {
            try {
                Content.Sink.write(response, false, ByteBuffer.wrap(beginning));
                stream.writeTo(sink());
                response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            } catch (InterruptedException e) {
                response.write(true, BufferUtil.EMPTY_BUFFER, callback); // the server stops: a client comes back
            } catch (IOException | RuntimeException e) {
                callback.failed(e);
            }
        }

        private ResponseStream.Sink sink() {
            return new ResponseStream.Sink() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    Content.Sink.write(response, false, ByteBuffer.wrap(bytes));
                }

                @Override
                public boolean isOpen() {
                    return !isAbandoned();
                }
            };
        }

        /** Once, also when Jetty ends the request after us. */
        private void record(int status) {
            if (!recorded.compareAndSet(false, true)) {
                return;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            String method = String.valueOf(request.getMethod());
            meters.record(method, status, took);
            if (accessLog != null) {
                String path = String.valueOf(request.getHttpURI().getPath());
                accessLog.log(id, origin.address(), method, path, status, took);
            }
        }
    }
}
