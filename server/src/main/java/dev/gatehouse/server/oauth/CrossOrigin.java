package dev.gatehouse.server.oauth;

import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of applications call endpoints (CORS). A preflight cannot name the client, so any page may ask; the response itself is for
 * the origins of the client that it is about alone. No endpoint of these looks at a cookie. Thread-safe.
 */
public final class CrossOrigin {
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9.\\[\\]:_-]{1,260}");

    private final Database database;
    private final DocumentCollection<Client> clients;

    public CrossOrigin(Database database, DocumentStore documents) {
        this.database = database;
        clients = documents.of(Client.KIND, Client::new);
    }

    /** The response to a preflight: {@code OPTIONS}. */
    public Response preflight(Request request) {
        String origin = origin(request);
        Response response = new Response(204, Map.of("cache-control", "no-store", "vary", "Origin"), new byte[0]);
        return origin == null
                ? response
                : response.with("access-control-allow-origin", origin)
                        .with("access-control-allow-methods", "GET, POST")
                        .with("access-control-allow-headers", "authorization, content-type, auth0-client, dpop")
                        .with("access-control-max-age", "600");
    }

    /**
     * The response, which the page that called may read where it is of an origin of the client.
     *
     * @param clientId null where none is known
     */
    public Response allow(Tenant tenant, Request request, Response response, @Nullable String clientId) {
        String origin = origin(request);
        if (origin == null || clientId == null) {
            return response;
        }
        boolean allowed = database.read(
                tenant,
                tx -> clients.find(tx, clientId)
                        .filter(client -> client.allowsOrigin(origin))
                        .isPresent());
        return allowed ? response.with("access-control-allow-origin", origin).with("vary", "Origin") : response;
    }

    private static @Nullable String origin(Request request) {
        String origin = request.header("origin");
        return origin != null && ORIGIN.matcher(origin).matches() ? origin : null;
    }
}
