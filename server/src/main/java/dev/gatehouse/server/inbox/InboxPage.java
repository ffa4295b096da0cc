package dev.gatehouse.server.inbox;

import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.mail.MailStore;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.page.Page;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /inbox} lists the mails that no provider delivers, {@code GET /inbox/{id}} shows one. For this machine alone. */
public final class InboxPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/inbox";

    private static final int MAX_SHOWN = 100;
    private static final String STYLE = Page.resource(InboxPage.class, "inbox.css");
    /** The mail's own document: it runs nothing, and a link leads the whole window on. */
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:;"
            + " sandbox allow-top-navigation-by-user-activation allow-popups; frame-ancestors 'self'";

    private final Tenants tenants;
    private final Database database;
    private final MailStore mails;

    public InboxPage(Tenants tenants, Database database, MailStore mails) {
        this.tenants = tenants;
        this.database = database;
        this.mails = mails;
    }

    @Override
    public Response handle(Request request) {
        if (!LoopbackRequests.isFromThisMachine(request)) {
            return refused();
        }
        Tenant tenant = tenants.byHost(request.host());
        String id = request.pathParameters().get("id");
        return id == null ? list(tenant) : find(tenant, id).map(InboxPage::show).orElseGet(InboxPage::missing);
    }

    /** {@code GET /inbox/{id}/body}: the mail itself, as a mail program would show it. */
    public Response body(Request request) {
        if (!LoopbackRequests.isFromThisMachine(request)) {
            return refused();
        }
        return find(tenants.byHost(request.host()), request.pathParameter("id"))
                .map(mail -> new Response(
                        200,
                        Map.of(
                                "content-type", "text/html; charset=utf-8",
                                "cache-control", "no-store",
                                "content-security-policy", MAIL_POLICY,
                                "referrer-policy", "no-referrer",
                                "x-content-type-options", "nosniff"),
                        ("<base target=\"_top\">" + mail.html()).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(InboxPage::missing);
    }

    private Optional<Mail> find(Tenant tenant, String id) {
        return database.read(tenant, tx -> mails.findInInbox(tx, id));
    }

    private Response list(Tenant tenant) {
        List<Mail> shown = database.read(tenant, tx -> mails.inbox(tx, MAX_SHOWN));
        StringBuilder body = new StringBuilder("<main><h1>Inbox</h1><p class=\"lead\">Mails of ")
                .append(Html.escaped(tenant.domain()))
                .append(" that no email provider delivers. They are kept for a week.</p>");
        if (shown.isEmpty()) {
            body.append("<p class=\"empty\">No mails yet.</p>");
        } else {
            body.append("<ul class=\"mails\">");
            shown.forEach(mail -> body.append(
                    """
                    <li><a href="%s/%s"><span class="subject">%s</span><span class="to">%s</span><time>%s</time></a></li>
                    """.formatted(PATH, mail.id(), Html.escaped(mail.subject()), Html.escaped(mail.to()), time(mail))));
            body.append("</ul>");
        }
        return page("Inbox", body.append("</main>").toString(), 200);
    }

    private static String time(Mail mail) {
        return WireTime.of(mail.createdAt()).replace('T', ' ').replaceFirst("\\.\\d+Z", " UTC");
    }

    private static Response show(Mail mail) {
        String body = """
                <main><p><a href="%s">Back to the inbox</a></p><h1>%s</h1>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Sent</dt><dd>%s</dd><dt>Template</dt><dd><code>%s</code></dd></dl>
                <iframe src="%s/%s/body" title="The mail" sandbox="allow-top-navigation-by-user-activation allow-popups"></iframe>
                <p><a href="%s/%s/body">Open the mail alone</a></p></main>
                """.formatted(
                        PATH,
                        Html.escaped(mail.subject()),
                        Html.escaped(mail.from()),
                        Html.escaped(mail.to()),
                        time(mail),
                        Html.escaped(mail.template()),
                        PATH,
                        mail.id(),
                        PATH,
                        mail.id());
        return page(mail.subject(), body, 200);
    }

    private static Response missing() {
        return page(
                "Inbox",
                "<main><h1>No such mail</h1><p><a href=\"" + PATH + "\">Back to the inbox</a></p></main>",
                404);
    }

    private static Response refused() {
        return page(
                "Inbox",
                "<main><h1>Only on the server's own machine</h1><p>The inbox holds links that sign people in, so it opens"
                        + " only at <code>localhost</code>, on the machine that the server runs on.</p></main>",
                403);
    }

    private static Response page(String title, String body, int status) {
        return Page.of(title, STYLE, body).withFrames().response(status);
    }
}
