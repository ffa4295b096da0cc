package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes every response: the header fields that all have, the line in the access log, the metrics. Thread-safe. */
final class ResponseWriter {
    private final Meters meters;
    private final @Nullable AccessLog accessLog;
    private final SecureRandom random = new SecureRandom();

    ResponseWriter(MeterRegistry registry, @Nullable AccessLog accessLog) {
        this.meters = new Meters(registry);
        this.accessLog = accessLog;
    }

    /** A request has arrived, and is responded to once. */
    Exchange begin(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        return new Exchange(HexFormat.of().formatHex(id), System.nanoTime(), request, response, callback);
    }

    /** The peer's address; null when it is gone. */
    static @Nullable InetAddress address(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : null;
    }

    /** The peer's address as text; empty when it is gone. */
    static String remoteAddress(Request request) {
        InetAddress address = address(request);
        return address == null ? "" : address.getHostAddress();
    }

    /** A request that waits for its response. */
    final class Exchange {
        private final String id;
        private final long startedNanos;
        private final Request request;
        private final org.eclipse.jetty.server.Response response;
        private final Callback callback;

        private Exchange(
                String id,
                long startedNanos,
                Request request,
                org.eclipse.jetty.server.Response response,
                Callback callback) {
            this.id = id;
            this.startedNanos = startedNanos;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** The request's id, also in its response. */
        String id() {
            return id;
        }

        /**
         * @param written null to end the connection without a response
         */
        void respond(@Nullable Response written) {
            if (written == null) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
                callback.failed(new EofException("an interceptor ended the connection"));
                return;
            }
            response.setStatus(written.status());
            var headers = response.getHeaders();
            headers.put("x-request-id", id);
            headers.put("x-content-type-options", "nosniff");
            headers.put("strict-transport-security", "max-age=31536000; includeSubDomains");
            written.headers().toMap().forEach(headers::put); // in place of what Jetty has put there, as Date
            if (written.status() != 204) {
                headers.put(HttpHeader.CONTENT_LENGTH, written.body().length);
            }
            response.write(true, ByteBuffer.wrap(written.body()), callback);
            record(written.status());
        }

        private void record(int status) {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            String method = String.valueOf(request.getMethod());
            meters.record(method, status, took);
            if (accessLog != null) {
                String path = String.valueOf(request.getHttpURI().getPath());
                accessLog.log(id, remoteAddress(request), method, path, status, took);
            }
        }
    }
}
