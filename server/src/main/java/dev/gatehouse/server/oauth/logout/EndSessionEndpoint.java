package dev.gatehouse.server.oauth.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.RegisteredUrls;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthPages;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenVerifier.InvalidTokenException;
import dev.gatehouse.server.token.IdTokenIssuer;
import dev.gatehouse.server.user.UserStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oidc/logout}: ends the browser's session at once where a hint names it, and otherwise once the user has said so: a link of
 * anybody's must not log people out. Thread-safe.
 */
public final class EndSessionEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oidc/logout";

    private static final List<String> SENT_ALONG =
            List.of("id_token_hint", "logout_hint", "post_logout_redirect_uri", "client_id", "state");

    private final Tenants tenants;
    private final Database database;
    private final DocumentCollection<Client> clients;
    private final TenantSettingsStore settings;
    private final IdTokenIssuer idTokens;
    private final SessionLogout logout;
    private final OAuthPages pages;

    public EndSessionEndpoint(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            IdTokenIssuer idTokens,
            SessionStore sessions,
            UserStore users,
            AuthenticationEvents events,
            OAuthPages pages) {
        this.tenants = tenants;
        this.database = database;
        this.idTokens = idTokens;
        this.pages = pages;
        clients = documents.of(Client.KIND, Client::new);
        settings = new TenantSettingsStore(documents);
        logout = new SessionLogout(sessions, users, events);
    }

    /** What a logout is about. */
    private record Requested(
            @Nullable Client client, @Nullable String redirectUri, boolean namesSession, Optional<Session> session) {}

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        LogoutParameters sent = LogoutParameters.of(request);
        Browser browser = Browser.of(request);
        Requested requested;
        try {
            requested = database.read(tenant, tx -> read(tx, sent, browser));
        } catch (OAuthException refusal) {
            return pages.error(tenant, 400, refusal.description(), null);
        }
        if (requested.session().isPresent()
                && !requested.namesSession()
                && !confirmation(browser).equals(sent.get("confirmation"))) {
            return confirm(tenant, sent, browser, requested.redirectUri());
        }
        if (!request.headOnly()) {
            database.write(tenant, tx -> logout.end(tx, browser, requested.client()));
        }
        return end(tenant, requested.redirectUri(), sent.get("state")).with(Browser.noSession());
    }

    private Requested read(Transaction tx, LogoutParameters sent, Browser browser) {
        JWTClaimsSet hint = hint(tx.tenant(), sent.get("id_token_hint"));
        Optional<Client> client = client(tx, hint, sent.get("client_id"));
        RegisteredUrls urls = client.map(RegisteredUrls::logoutUrls)
                .orElseGet(() -> new RegisteredUrls(settings.get(tx).texts("allowed_logout_urls"), false));
        String redirectUri = sent.get("post_logout_redirect_uri");
        boolean ascii = redirectUri == null || redirectUri.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (redirectUri != null && (!ascii || !urls.allow(redirectUri))) {
            throw OAuthError.INVALID_REQUEST.refuse("The post_logout_redirect_uri \"" + Excerpt.of(redirectUri)
                    + "\" is not one of the allowed logout URLs");
        }
        Optional<Session> session = logout.session(tx, browser);
        boolean named = session.filter(found -> found.id().equals(sent.get("logout_hint"))
                        || hint != null && found.id().equals(hint.getClaim("sid")))
                .isPresent();
        return new Requested(client.orElse(null), redirectUri, named, session);
    }

    private @Nullable JWTClaimsSet hint(Tenant tenant, @Nullable String token) {
        try {
            return token == null ? null : idTokens.readHint(tenant, token);
        } catch (InvalidTokenException e) {
            throw OAuthError.INVALID_REQUEST.refuse("Invalid id_token_hint");
        }
    }

    private Optional<Client> client(Transaction tx, @Nullable JWTClaimsSet hint, @Nullable String clientId) {
        String audience = null;
        if (hint != null && !hint.getAudience().isEmpty()) {
            audience = hint.getAudience().get(0);
        }
        if (audience != null && clientId != null && !audience.equals(clientId)) {
            throw OAuthError.INVALID_REQUEST.refuse("client_id differs from the audience of the id_token_hint");
        }
        String named = clientId == null ? audience : clientId;
        if (named == null) {
            return Optional.empty();
        }
        return Optional.of(clients.find(tx, named)
                .orElseThrow(() -> OAuthError.INVALID_REQUEST.refuse("Unknown client: " + Excerpt.of(named))));
    }

    /** What only a page that the browser itself was shown can send. */
    private static String confirmation(Browser browser) {
        return SecretHash.of("log out " + browser.session());
    }

    private Response confirm(Tenant tenant, LogoutParameters sent, Browser browser, @Nullable String redirectUri) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : SENT_ALONG) {
            String value = sent.get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        fields.put("confirmation", confirmation(browser));
        return pages.confirmLogout(tenant, PATH, fields, redirectUri);
    }

    private Response end(Tenant tenant, @Nullable String redirectUri, @Nullable String state) {
        if (redirectUri == null) {
            return pages.done(tenant, "Logged out", "You are logged out.");
        }
        String added = state == null
                ? ""
                : (redirectUri.contains("?") ? "&" : "?") + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
        return new Response(302, Map.of("location", redirectUri + added, "cache-control", "no-store"), new byte[0]);
    }
}
