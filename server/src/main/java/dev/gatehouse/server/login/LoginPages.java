package dev.gatehouse.server.login;

import dev.gatehouse.server.branding.Branding;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthPages;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.ticket.Ticket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The style of each tenant's pages, and the pages that show the result of a ticket. Thread-safe. */
public final class LoginPages implements OAuthPages {
    private final Database database;
    private final SingleDocument<Branding> branding;
    private final TenantSettingsStore settings;
    private final DocumentCollection<Client> clients;

    public LoginPages(Database database, DocumentStore documents) {
        this.database = database;
        branding = new SingleDocument<>(documents, Branding.KIND, Branding::new, "{}");
        settings = new TenantSettingsStore(documents);
        clients = documents.of(Client.KIND, Client::new);
    }

    /** The style of a tenant's pages. */
    public PageStyle style(Tenant tenant) {
        return database.read(tenant, this::style);
    }

    private PageStyle style(Transaction tx) {
        return PageStyle.of(branding.get(tx), settings.get(tx).friendlyName(tx.tenant()));
    }

    /** The ticket in the query of a link; empty text when there is none. */
    public static String ticket(Request request) {
        try {
            return Optional.ofNullable(Form.parse(request.query()).first("ticket"))
                    .orElse("");
        } catch (MalformedFormException e) {
            return "";
        }
    }

    /**
     * Sends the user where the ticket says, or shows how it ended.
     *
     * @param status of the page: a redirect to where the ticket says is a 303 instead
     */
    public Response end(Tenant tenant, int status, String title, TicketResult result) {
        String redirect = result.redirect();
        if (redirect != null) {
            return new Response(303, Map.of("location", ascii(redirect), "cache-control", "no-store"), new byte[0]);
        }
        return database.read(tenant, tx -> {
            String mark = result.success()
                    ? "<div class=\"mark good\" aria-hidden=\"true\">&#10003;</div>"
                    : "<div class=\"mark bad\" aria-hidden=\"true\">!</div>";
            String content = mark + "<p class=\"lead\">" + Html.escaped(result.message()) + "</p>"
                    + onward(
                            tx,
                            result.ticket() == null ? null : result.ticket().clientId(),
                            result.ticket() == null ? null : result.ticket().organizationId());
            return style(tx).page(title, content).response(status);
        });
    }

    @Override
    public Response error(Tenant tenant, int status, String description, @Nullable String clientId) {
        return database.read(tenant, tx -> {
            String content = "<div class=\"mark bad\" aria-hidden=\"true\">!</div><p class=\"lead\" role=\"alert\">"
                    + Html.escaped(description) + "</p>" + onward(tx, clientId, null);
            return style(tx).page("Something went wrong", content).response(status);
        });
    }

    @Override
    public Response confirmLogout(Tenant tenant, String action, Map<String, String> fields, @Nullable String leadsTo) {
        StringBuilder hidden = new StringBuilder();
        fields.forEach((name, value) -> hidden.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">%n"
                .formatted(Html.escaped(name), Html.escaped(value))));
        String content = """
                <p class="lead">Do you want to log out?</p>
                <form method="post" action="%s">
                %s<button type="submit" name="action" value="accept">Log out</button>
                </form>
                """.formatted(Html.escaped(action), hidden);
        return style(tenant)
                .page("Log out", content)
                .formsTo(formTargets(leadsTo))
                .response(200);
    }

    @Override
    public Response done(Tenant tenant, String title, String description) {
        String content = "<div class=\"mark good\" aria-hidden=\"true\">&#10003;</div><p class=\"lead\">"
                + Html.escaped(description) + "</p>";
        return style(tenant).page(title, content).response(200);
    }

    /** A header holds ASCII: what else a URL has is percent-encoded (RFC 3987 §3.1). */
    private static String ascii(String url) {
        StringBuilder out = new StringBuilder();
        for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
            out.append(each > 0x20 && each < 0x7F ? String.valueOf((char) each) : "%%%02X".formatted(each));
        }
        return out.toString();
    }

    /** The way back to the application, when there is one: where its sign-in begins. */
    private String onward(Transaction tx, @Nullable String clientId, @Nullable String organization) {
        TenantSettings tenant = settings.get(tx);
        String name = tenant.friendlyName(tx.tenant());
        String url = tenant.text("default_redirection_uri", "");
        Optional<Client> client = clientId == null ? Optional.empty() : clients.find(tx, clientId);
        if (client.isPresent() && !client.get().text("initiate_login_uri", "").isEmpty()) {
            name = client.get().text("name", name);
            url = client.get().text("initiate_login_uri", "");
        }
        if (!url.startsWith("https://")) {
            return "";
        }
        String target = organization == null ? url : TicketResult.withQuery(url, Map.of("organization", organization));
        return "<a class=\"button\" href=\"%s\">Back to %s</a>".formatted(Html.escaped(target), Html.escaped(name));
    }

    /**
     * Where a form of a page may lead when its ticket sends the user on, for the page's CSP: itself and the origin of that
     * place.
     */
    public static String formTargets(Ticket ticket) {
        return formTargets(ticket.resultUrl());
    }

    /** Where a form of a page may lead that sends the user on to {@code url}; null for nowhere else. */
    public static String formTargets(@Nullable String url) {
        if (url == null) {
            return "'self'";
        }
        try {
            URI uri = URI.create(url);
            boolean web = uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return "'self' " + (web ? uri.getScheme() + "://" + uri.getHost() + port : uri.getScheme() + ":");
        } catch (IllegalArgumentException e) {
            return "'self'";
        }
    }

    /**
     * Refuses a form that another site sent, as browsers tell since 2020 (Fetch Metadata). Those that do not tell send no ticket of
     * another user either: a form counts by the ticket in it, which only its user has.
     *
     * @throws dev.gatehouse.server.error.Rejection when it did
     */
    public static void requireSameSite(Request request) {
        if ("cross-site".equals(request.header("sec-fetch-site"))) {
            throw ErrorCode.FORBIDDEN.refuse("This form was sent from another site.");
        }
    }
}
