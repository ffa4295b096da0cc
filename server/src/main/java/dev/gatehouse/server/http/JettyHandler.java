package dev.gatehouse.server.http;

import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.BodyReader.RefusedException;
import dev.gatehouse.server.http.ResponseWriter.Exchange;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Receives each request from Jetty, reads its body, asks the route's endpoint, and writes the response. */
final class JettyHandler extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(JettyHandler.class.getName());
    private static final byte[] EMPTY = new byte[0];

    private final Router<Route> router = new Router<>();
    private final HttpLimits limits;
    private final ResponseWriter responses;
    private final Interceptor interceptor;
    private final ConnectionTracker connections;
    private final ConcurrencyLimit concurrency;
    private final BodyBudget budget;
    private final UploadReader uploads;

    JettyHandler(
            List<Route> routes,
            HttpLimits limits,
            ResponseWriter responses,
            Interceptor interceptor,
            ConnectionTracker connections,
            ConcurrencyLimit concurrency) {
        for (Route route : routes) {
            route.methods().forEach(method -> router.add(method, route.template(), route));
        }
        this.limits = limits;
        this.responses = responses;
        this.interceptor = interceptor;
        this.connections = connections;
        this.concurrency = concurrency;
        this.budget = BodyBudget.ofHeap(limits.maximumBody());
        this.uploads = new UploadReader(limits.idleTimeout());
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request jetty, org.eclipse.jetty.server.Response response, Callback callback) {
        Exchange exchange = responses.begin(jetty, response, callback);
        jetty.addFailureListener(failure -> exchange.abandon());
        jetty.addIdleTimeoutListener(timeout -> false); // an endpoint may take longer than a connection may be silent
        boolean room = connections.begin(jetty);
        Router.Match<Route> match = router.find(path(jetty));
        Route route = match == null ? null : match.target(method(jetty));
        int tooLong = HeaderLimit.refusal(jetty);
        if (!room) {
            exchange.respond(BodyReader.busy().response().with("connection", "close"));
        } else if (tooLong != 0) {
            exchange.respond(ErrorResponse.of(tooLong));
        } else if (match == null) {
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

    /** What came with a request: bytes, or files. */
    private record Payload(byte[] bytes, @Nullable Upload upload) {
        static final Payload NONE = new Payload(EMPTY, null);
    }

    private void receive(org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target) {
        long announced = jetty.getLength();
        UploadPolicy files = target.route().uploads();
        String type = jetty.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (announced == 0 || hasNoBody(jetty)) {
            work(jetty, exchange, target, Payload.NONE, () -> {});
        } else if (files != null && type != null && UploadReader.takes(type)) {
            receiveFiles(jetty, exchange, target, files, type);
        } else if (announced > limits.maximumBody()) {
            exchange.respond(BodyReader.tooLarge(limits.maximumBody()).response());
        } else {
            BodyReader reader = new BodyReader(jetty, limits.maximumBody(), limits.idleTimeout(), budget);
            reader.read().whenComplete((body, failure) -> {
                if (body == null) {
                    refuse(exchange, failure);
                    reader.release();
                } else {
                    received(jetty, exchange, target, body, reader);
                }
            });
        }
    }

    /** Whoever may not upload is refused before anything is read; what is refused so is refused by the endpoint itself. */
    private void receiveFiles(
            org.eclipse.jetty.server.Request jetty,
            Exchange exchange,
            Target target,
            UploadPolicy files,
            String contentType) {
        if (jetty.getLength() > files.maximum()) {
            exchange.respond(BodyReader.tooLarge(files.maximum()).response());
            return;
        }
        concurrency.run(
                () -> {
                    if (admits(jetty, exchange, target, files)) {
                        uploads.read(jetty, contentType, files).whenComplete((received, failure) -> {
                            if (received == null) {
                                refuse(exchange, failure.getCause() == null ? failure : failure.getCause());
                            } else {
                                work(jetty, exchange, target, new Payload(EMPTY, received.upload()), received::close);
                            }
                        });
                    } else {
                        finish(exchange, respond(jetty, exchange, target, Payload.NONE));
                    }
                },
                () -> exchange.respond(BodyReader.busy().response()));
    }

    private boolean admits(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target, UploadPolicy files) {
        try {
            return files.admission().admits(request(jetty, exchange, target.parameters(), Payload.NONE));
        } catch (RuntimeException e) {
            return false; // the endpoint, asked without the body, says the same, and says it in its own form
        }
    }

    /** RFC 9112 §6.3: a request of HTTP/1.1 without either field has no body. */
    private static boolean hasNoBody(org.eclipse.jetty.server.Request jetty) {
        return jetty.getLength() < 0
                && jetty.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
                && !jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** The body is there: what it will become is accounted for before anything is made of it. */
    private void received(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target, byte[] body, BodyReader reader) {
        JsonStructure json = isJson(jetty) ? JsonStructure.of(body) : JsonStructure.NONE;
        long charge = Math.min(json.heapBytes(), budget.maxCharge() - body.length);
        if (json.characters() > limits.maxJsonCharacters()) {
            exchange.respond(ErrorResponse.of(413, "The payload holds too many values"));
            reader.release();
        } else if (!budget.take(charge)) {
            exchange.respond(BodyReader.busy().response());
            reader.release();
        } else {
            work(jetty, exchange, target, new Payload(body, null), () -> {
                budget.giveBack(charge);
                reader.release();
            });
        }
    }

    private static boolean isJson(org.eclipse.jetty.server.Request jetty) {
        String type = jetty.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** Asks the endpoint, at once or when its turn comes, unless nobody waits for the response any longer. */
    private void work(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target, Payload body, Runnable release) {
        connections.beginWork(jetty, exchange::abandon);
        exchange.beforeResponse(() -> connections.endWork(jetty));
        Runnable work = () -> {
            try {
                exchange.cancellation().run(() -> finish(exchange, ask(jetty, exchange, target, body)));
            } finally {
                release.run();
            }
        };
        if (target.route().immediate()) {
            work.run();
        } else {
            concurrency.run(work, () -> {
                exchange.respond(BodyReader.busy().response());
                release.run();
            });
        }
    }

    private @Nullable Response ask(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target, Payload body) {
        return exchange.isAbandoned() ? null : respond(jetty, exchange, target, body);
    }

    private static void finish(Exchange exchange, @Nullable Response response) {
        if (exchange.isAbandoned()) {
            exchange.giveUp();
        } else if (response == null) {
            exchange.drop();
        } else {
            exchange.respond(response);
        }
    }

    private @Nullable Response respond(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Target target, Payload body) {
        String id = exchange.id();
        try {
            Map<String, String> parameters = decoded(target.parameters());
            if (parameters == null) {
                return ErrorResponse.of(400, "The path is not UTF-8, percent-encoded");
            }
            Request request = request(jetty, exchange, parameters, body);
            return interceptor.intercept(request, target.route().endpoint());
        } catch (Rejection refusal) {
            return ErrorResponse.of(refusal);
        } catch (RuntimeException | Error e) { // an error too: the client would wait for a response that never comes
            LOG.log(Level.ERROR, () -> "request " + id + " " + jetty.getMethod() + " " + path(jetty) + " failed", e);
            return ErrorResponse.of(500, "An internal server error occurred; the server's log has it under " + id);
        }
    }

    private static Request request(
            org.eclipse.jetty.server.Request jetty, Exchange exchange, Map<String, String> parameters, Payload body) {
        return new Request(
                exchange.id(),
                method(jetty),
                jetty.getMethod().equals("HEAD"),
                exchange.origin().host(),
                path(jetty),
                parameters,
                jetty.getHttpURI().getQuery(),
                new JettyHeaders(jetty.getHeaders()),
                body.bytes(),
                exchange.origin().address(),
                body.upload());
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

    private static void refuse(Exchange exchange, @Nullable Throwable failure) {
        if (failure instanceof RefusedException refused) {
            exchange.respond(refused.response());
            return;
        }
        LOG.log(Level.DEBUG, () -> "request " + exchange.id() + ": the body did not arrive", failure);
        if (exchange.isAbandoned()) {
            exchange.giveUp();
        } else {
            exchange.respond(ErrorResponse.of(400, "The request body did not arrive"));
        }
    }

    private static String path(org.eclipse.jetty.server.Request jetty) {
        return String.valueOf(jetty.getHttpURI().getPath());
    }

    /** HEAD is GET, of which Jetty sends the headers only (RFC 9110 §9.3.2). */
    private static String method(org.eclipse.jetty.server.Request jetty) {
        return jetty.getMethod().equals("HEAD") ? "GET" : jetty.getMethod();
    }

    /** How much of the heap bodies and what is made of them take now. */
    long heldBytes() {
        return budget.held();
    }
}
