package dev.gatehouse.server.login.resetrequest;

import dev.gatehouse.server.authentication.PasswordReset;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.PageRequest;
import dev.gatehouse.server.login.PageTransactions;
import dev.gatehouse.server.login.PageTransactions.OpenTransaction;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.Optional;

/** The page: it says the same whether or not there is such a user. Thread-safe. */
public final class ResetRequestPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/u/reset-password/request";

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final PageTransactions transactions;
    private final LoginConnections connections;
    private final PasswordReset reset;

    public ResetRequestPage(
            Tenants tenants,
            Database database,
            LoginPages pages,
            PageTransactions transactions,
            LoginConnections connections,
            PasswordReset reset) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.transactions = transactions;
        this.connections = connections;
        this.reset = reset;
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        PageRequest asked = PageRequest.of(request);
        Optional<OpenTransaction> open =
                database.read(tenant, tx -> transactions.find(tx, asked.state(), asked.browser()));
        if (open.isEmpty()) {
            return pages.error(tenant, 400, PageTransactions.OVER, null);
        }
        String typed = PageTransactions.field(asked.form(), "email");
        if (typed.isBlank()) {
            return form(tenant, open.get(), asked.post() ? 400 : 200);
        }
        database.write(tenant, tx -> {
            OpenTransaction found = open.get();
            reset.request(
                    tx,
                    found.client(),
                    connections.of(tx, found.client(), found.transaction().request()),
                    typed,
                    asked.browser().device());
            return true;
        });
        return pages.done(
                tenant,
                "Check your email",
                "If there is an account for " + typed + ", a mail with a link is on its way to you.");
    }

    private Response form(Tenant tenant, OpenTransaction open, int status) {
        String content = """
                <p class="lead">Enter your email address, and you will get a link to choose a new password by.</p>
                <form method="post" action="%s" autocomplete="on">
                <input type="hidden" name="state" value="%s">
                <label for="email">Email address</label>
                <input id="email" type="text" inputmode="email" name="email" value="%s" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus maxlength="512">
                <button type="submit" name="action" value="default">Continue</button>
                </form>
                <p class="aside"><a href="/u/login?state=%s">Back to log in</a></p>
                """.formatted(
                        PATH,
                        Html.escaped(open.state()),
                        Html.escaped(open.transaction().request().loginHint()),
                        Html.escaped(open.state()));
        return pages.style(tenant)
                .page("Forgot your password?", content)
                .formsTo("'self'")
                .response(status);
    }
}
