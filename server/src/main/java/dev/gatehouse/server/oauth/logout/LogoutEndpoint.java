package dev.gatehouse.server.oauth.logout;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.RegisteredUrls;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthPages;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.UserStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v2/logout}: ends the browser's session, and sends it to {@code returnTo}, which is one of the client's logout URLs or, without
 * a {@code client_id}, of the tenant's. Thread-safe.
 */
public final class LogoutEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/v2/logout";

    private final Tenants tenants;
    private final Database database;
    private final DocumentCollection<Client> clients;
    private final TenantSettingsStore settings;
    private final SessionLogout logout;
    private final OAuthPages pages;

    public LogoutEndpoint(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            SessionStore sessions,
            UserStore users,
            AuthenticationEvents events,
            OAuthPages pages) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        clients = documents.of(Client.KIND, Client::new);
        settings = new TenantSettingsStore(documents);
        logout = new SessionLogout(sessions, users, events);
    }

    /**
     * Where the browser goes.
     *
     * @param url null for nowhere
     * @param refusal null when it may go there
     */
    private record Destination(
            @Nullable Client client,
            @Nullable String url,
            @Nullable String refusal) {}

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        LogoutParameters sent = LogoutParameters.of(request);
        Browser browser = Browser.of(request);
        Destination destination = database.read(tenant, tx -> destination(tx, sent));
        String refusal = destination.refusal();
        Client client = destination.client();
        if (refusal != null) {
            if (client != null) {
                database.write(tenant, tx -> logout.fail(tx, browser, client, refusal));
            }
            return pages.error(tenant, 400, refusal, null);
        }
        if (browser.session() != null && !request.headOnly()) {
            database.write(tenant, tx -> logout.end(tx, browser, client));
        }
        String url = destination.url();
        Response response = url == null
                ? pages.done(tenant, "Logged out", "You are logged out.")
                : new Response(302, Map.of("location", url, "cache-control", "no-store"), new byte[0]);
        return response.with(Browser.noSession());
    }

    private Destination destination(Transaction tx, LogoutParameters sent) {
        String clientId = sent.get("client_id");
        String returnTo = sent.get("returnTo");
        Optional<Client> client = clientId == null ? Optional.empty() : clients.find(tx, clientId);
        if (clientId != null && client.isEmpty()) {
            return new Destination(null, null, "Unknown client: " + Excerpt.of(clientId));
        }
        RegisteredUrls urls = client.map(RegisteredUrls::logoutUrls)
                .orElseGet(() -> new RegisteredUrls(settings.get(tx).texts("allowed_logout_urls"), false));
        if (returnTo == null) {
            return new Destination(
                    client.orElse(null), client.flatMap(found -> urls.first()).orElse(null), null);
        }
        boolean allowed = returnTo.chars().allMatch(c -> c > 0x20 && c < 0x7F) && urls.allowWithoutQuery(returnTo);
        return allowed
                ? new Destination(client.orElse(null), returnTo, null)
                : new Destination(
                        client.orElse(null),
                        null,
                        "The returnTo querystring parameter \"" + Excerpt.of(returnTo)
                                + "\" is not one of the allowed logout URLs");
    }
}
