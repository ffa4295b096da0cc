package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes each request off Jetty, whole, hands it to the route's endpoint, and writes the answer. */
final class Front extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(Front.class.getName());
    private static final byte[] EMPTY = new byte[0];

    private final List<Route> routes;
    private final HttpSettings settings;
    private final Meters meters;
    private final SecureRandom random = new SecureRandom();

    Front(List<Route> routes, HttpSettings settings, MeterRegistry registry) {
        this.routes = List.copyOf(routes);
        this.settings = settings;
        this.meters = new Meters(registry);
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request jetty, org.eclipse.jetty.server.Response response, Callback callback) {
        long started = System.nanoTime();
        String id = newId();
        Response answer = answer(id, jetty);
        write(id, answer, response, callback);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        meters.record(jetty.getMethod(), answer.status(), took);
        if (settings.accessLog() != null) {
            String path = String.valueOf(jetty.getHttpURI().getPath());
            settings.accessLog().log(id, remoteAddress(jetty), jetty.getMethod(), path, answer.status(), took);
        }
        return true;
    }

    private Response answer(String id, org.eclipse.jetty.server.Request jetty) {
        String path = jetty.getHttpURI().getPath();
        Route route = path == null ? null : route(path, jetty);
        if (path == null || route == null) {
            return Refusal.of(404, "Not Found");
        }
        try {
            byte[] body = body(jetty);
            if (body == null) {
                return Refusal.of(413, "The payload is larger than " + settings.maximumBody() + " bytes");
            }
            return route.endpoint()
                    .handle(new Request(
                            id,
                            jetty.getMethod(),
                            host(jetty),
                            path,
                            jetty.getHttpURI().getQuery(),
                            name -> jetty.getHeaders().get(name),
                            body,
                            remoteAddress(jetty)));
        } catch (UncheckedIOException e) {
            LOG.log(Level.DEBUG, () -> "request " + id + ": the body did not arrive", e);
            return Refusal.of(400, "The request body did not arrive");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, () -> "request " + id + " " + jetty.getMethod() + " " + path + " failed", e);
            return Refusal.of(500, "An internal server error occurred; the server's log has it under " + id);
        }
    }

    private @Nullable Route route(String path, org.eclipse.jetty.server.Request jetty) {
        for (Route route : routes) {
            if (route.matches(path) && (!route.loopbackOnly() || isLoopback(jetty))) {
                return route;
            }
        }
        return null;
    }

    private static boolean isLoopback(org.eclipse.jetty.server.Request jetty) {
        InetAddress address = address(jetty);
        return address != null && address.isLoopbackAddress();
    }

    private static @Nullable InetAddress address(org.eclipse.jetty.server.Request jetty) {
        return jetty.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : null;
    }

    private static String remoteAddress(org.eclipse.jetty.server.Request jetty) {
        InetAddress address = address(jetty);
        return address == null ? "" : address.getHostAddress();
    }

    private static String host(org.eclipse.jetty.server.Request jetty) {
        String authority = jetty.getHttpURI().getAuthority();
        String header = jetty.getHeaders().get(HttpHeader.HOST);
        return authority != null ? authority : header == null ? "" : header;
    }

    /** The whole body; null when it is larger than allowed. */
    private byte @Nullable [] body(org.eclipse.jetty.server.Request jetty) {
        long announced = jetty.getLength();
        if (announced > settings.maximumBody()) {
            return null;
        }
        if (announced == 0) {
            return EMPTY;
        }
        try (InputStream in = Content.Source.asInputStream(jetty)) {
            byte[] bytes = in.readNBytes(settings.maximumBody() + 1);
            return bytes.length > settings.maximumBody() ? null : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(
            String id, Response answer, org.eclipse.jetty.server.Response response, Callback callback) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        headers.put("x-request-id", id);
        headers.put("x-content-type-options", "nosniff");
        headers.put("strict-transport-security", "max-age=31536000; includeSubDomains");
        answer.headers().forEach(headers::put);
        if (answer.status() != 204) {
            headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private String newId() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
