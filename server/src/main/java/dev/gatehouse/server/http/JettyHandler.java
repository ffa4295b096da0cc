package dev.gatehouse.server.http;

import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.BodyReader.RefusedException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Receives each request from Jetty, reads its body, asks the route's endpoint, and writes the response. */
final class JettyHandler extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(JettyHandler.class.getName());
    private static final byte[] EMPTY = new byte[0];

    private final Router<Route> router = new Router<>();
    private final HttpSettings settings;
    private final ResponseWriter responses;
    private final Interceptor interceptor;
    private final BodyBudget budget;

    JettyHandler(List<Route> routes, HttpSettings settings, ResponseWriter responses, Interceptor interceptor) {
        for (Route route : routes) {
            route.methods().forEach(method -> router.add(method, route.template(), route));
        }
        this.settings = settings;
        this.responses = responses;
        this.interceptor = interceptor;
        this.budget = BodyBudget.ofHeap(settings.maximumBody());
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request jetty, org.eclipse.jetty.server.Response response, Callback callback) {
        ResponseWriter.Exchange exchange = responses.begin(jetty, response, callback);
        Router.Match<Route> match = router.find(path(jetty));
        Route route = match == null ? null : match.target(method(jetty));
        int tooLong = HeaderLimit.refusal(jetty);
        if (tooLong != 0) {
            exchange.respond(ErrorResponse.of(tooLong));
        } else if (match == null || route != null && route.loopbackOnly() && !isLoopback(jetty)) {
            exchange.respond(ErrorResponse.of(404));
        } else if (route == null) {
            exchange.respond(ErrorResponse.of(405).with("allow", match.allow()));
        } else {
            receive(jetty, exchange, new Target(route, match.parameters(method(jetty))));
        }
        return true;
    }

    /** The route of a request, and the parameters of its path, still percent-encoded. */
    private record Target(Route route, Map<String, String> parameters) {}

    private void receive(org.eclipse.jetty.server.Request jetty, ResponseWriter.Exchange exchange, Target target) {
        long announced = jetty.getLength();
        if (announced == 0) {
            exchange.respond(respond(jetty, exchange.id(), target, EMPTY));
        } else if (announced > settings.maximumBody()) {
            exchange.respond(BodyReader.tooLarge(settings.maximumBody()).response());
        } else {
            BodyReader reader = new BodyReader(jetty, settings.maximumBody(), settings.idleTimeout(), budget);
            reader.read()
                    .whenComplete((body, failure) -> exchange.respond(
                            body == null
                                    ? refuse(exchange.id(), failure)
                                    : respond(jetty, exchange.id(), target, body)))
                    .whenComplete((body, failure) -> reader.release());
        }
    }

    private @Nullable Response respond(org.eclipse.jetty.server.Request jetty, String id, Target target, byte[] body) {
        try {
            Map<String, String> parameters = decoded(target.parameters());
            if (parameters == null) {
                return ErrorResponse.of(400, "The path is not UTF-8, percent-encoded");
            }
            Request request = new Request(
                    id,
                    method(jetty),
                    host(jetty),
                    path(jetty),
                    parameters,
                    jetty.getHttpURI().getQuery(),
                    new JettyHeaders(jetty.getHeaders()),
                    body,
                    ResponseWriter.remoteAddress(jetty));
            return interceptor.intercept(request, target.route().endpoint());
        } catch (Rejection refusal) {
            return ErrorResponse.of(refusal);
        } catch (RuntimeException | Error e) { // an error too: the client would wait for a response that never comes
            LOG.log(Level.ERROR, () -> "request " + id + " " + jetty.getMethod() + " " + path(jetty) + " failed", e);
            return ErrorResponse.of(500, "An internal server error occurred; the server's log has it under " + id);
        }
    }

    /** Null when one of them is malformed. */
    private static @Nullable Map<String, String> decoded(Map<String, String> encoded) {
        if (encoded.isEmpty()) {
            return encoded;
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, String> parameter : encoded.entrySet()) {
            String value = PercentEncoding.decode(parameter.getValue(), false);
            if (value == null || value.indexOf('\0') >= 0) {
                return null;
            }
            values.put(parameter.getKey(), value);
        }
        return values;
    }

    private static Response refuse(String id, @Nullable Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.response();
        }
        LOG.log(Level.DEBUG, () -> "request " + id + ": the body did not arrive", failure);
        return ErrorResponse.of(400, "The request body did not arrive");
    }

    private static String path(org.eclipse.jetty.server.Request jetty) {
        return String.valueOf(jetty.getHttpURI().getPath());
    }

    /** HEAD is GET, of which Jetty sends the headers only (RFC 9110 §9.3.2). */
    private static String method(org.eclipse.jetty.server.Request jetty) {
        return jetty.getMethod().equals("HEAD") ? "GET" : jetty.getMethod();
    }

    private static boolean isLoopback(org.eclipse.jetty.server.Request jetty) {
        InetAddress address = ResponseWriter.address(jetty);
        return address != null && address.isLoopbackAddress();
    }

    private static String host(org.eclipse.jetty.server.Request jetty) {
        String authority = jetty.getHttpURI().getAuthority();
        String header = jetty.getHeaders().get(HttpHeader.HOST);
        return authority != null ? authority : header == null ? "" : header;
    }
}
