package dev.gatehouse.server.http;

import dev.gatehouse.server.http.BodyReader.RefusedException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes each request off Jetty, whole, hands it to the route's endpoint, and writes the answer. */
final class Front extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(Front.class.getName());
    private static final byte[] EMPTY = new byte[0];

    private final List<Route> routes;
    private final HttpSettings settings;
    private final Answers answers;
    private final Interception interception;
    private final BodyBudget budget;

    Front(List<Route> routes, HttpSettings settings, Answers answers, Interception interception) {
        this.routes = List.copyOf(routes);
        this.settings = settings;
        this.answers = answers;
        this.interception = interception;
        this.budget = BodyBudget.ofHeap(settings.maximumBody());
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request jetty, org.eclipse.jetty.server.Response response, Callback callback) {
        Answers.Pending pending = answers.begin(jetty, response, callback);
        String path = String.valueOf(jetty.getHttpURI().getPath());
        Route route = route(path, jetty);
        long announced = jetty.getLength();
        int tooLong = HeaderLimit.refusal(jetty);
        if (tooLong != 0) {
            pending.answer(Refusal.of(tooLong));
        } else if (route == null) {
            pending.answer(Refusal.of(404));
        } else if (!route.takes(method(jetty))) {
            pending.answer(Refusal.of(405, "allow", Route.allow(route.methods())));
        } else if (announced == 0) {
            pending.answer(ask(route, pending.id(), path, jetty, EMPTY));
        } else if (announced > settings.maximumBody()) {
            pending.answer(BodyReader.tooLarge(settings.maximumBody()).refusal());
        } else {
            BodyReader reader = new BodyReader(jetty, settings.maximumBody(), settings.idleTimeout(), budget);
            reader.read()
                    .whenComplete((body, failure) -> pending.answer(
                            body == null ? refuse(pending.id(), failure) : ask(route, pending.id(), path, jetty, body)))
                    .whenComplete((body, failure) -> reader.release());
        }
        return true;
    }

    private @Nullable Response ask(
            Route route, String id, String path, org.eclipse.jetty.server.Request jetty, byte[] body) {
        try {
            Request request = new Request(
                    id,
                    method(jetty),
                    host(jetty),
                    path,
                    jetty.getHttpURI().getQuery(),
                    name -> jetty.getHeaders().get(name),
                    body,
                    Answers.remoteAddress(jetty));
            return interception.handle(request, route.endpoint());
        } catch (RuntimeException | Error e) { // an error too: the client would wait for an answer that nobody gives
            LOG.log(Level.ERROR, () -> "request " + id + " " + jetty.getMethod() + " " + path + " failed", e);
            return Refusal.of(500, "An internal server error occurred; the server's log has it under " + id);
        }
    }

    private static Response refuse(String id, @Nullable Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        LOG.log(Level.DEBUG, () -> "request " + id + ": the body did not arrive", failure);
        return Refusal.of(400, "The request body did not arrive");
    }

    /** HEAD is GET, of which Jetty sends the headers only (RFC 9110 §9.3.2). */
    private static String method(org.eclipse.jetty.server.Request jetty) {
        return jetty.getMethod().equals("HEAD") ? "GET" : jetty.getMethod();
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
        InetAddress address = Answers.address(jetty);
        return address != null && address.isLoopbackAddress();
    }

    private static String host(org.eclipse.jetty.server.Request jetty) {
        String authority = jetty.getHttpURI().getAuthority();
        String header = jetty.getHeaders().get(HttpHeader.HOST);
        return authority != null ? authority : header == null ? "" : header;
    }
}
