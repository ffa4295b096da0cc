package dev.gatehouse.server.login.resetpassword;

import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.TicketResult;
import dev.gatehouse.server.login.Visitor;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.ticket.InvalidTicketException;
import dev.gatehouse.server.ticket.PasswordChange;
import dev.gatehouse.server.ticket.PasswordChange.ValidTicket;
import dev.gatehouse.server.ticket.Purpose;
import dev.gatehouse.server.ticket.Ticket;
import java.util.Optional;

/**
 * {@code /u/reset-password}: GET shows the form, and leaves the ticket as it is; POST sets the password under the rules of the
 * connection.
 */
public final class ResetPasswordPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = Purpose.CHANGE_PASSWORD.path();

    private static final String TITLE = "Change your password";
    private static final String CHANGED = "You can now login to the application with the new password.";

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final PasswordChange change;

    public ResetPasswordPage(Tenants tenants, Database database, LoginPages pages, PasswordChange change) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.change = change;
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        try {
            return request.method().equals("POST") ? set(tenant, request) : show(tenant, LoginPages.ticket(request));
        } catch (InvalidTicketException e) {
            TicketResult result =
                    new TicketResult(false, e.reason().code(), String.valueOf(e.getMessage()), e.ticket());
            return pages.end(tenant, 400, "Password not changed", result);
        }
    }

    private Response show(Tenant tenant, String secret) {
        ValidTicket found = database.read(tenant, tx -> change.find(tx, secret));
        return form(tenant, found, secret, "", 200);
    }

    private Response set(Tenant tenant, Request request) {
        LoginPages.requireSameSite(request);
        Form form = form(request);
        String secret = Optional.ofNullable(form.first("ticket")).orElse("");
        String password = Optional.ofNullable(form.first("password")).orElse("");
        ValidTicket found = database.read(tenant, tx -> change.find(tx, secret));
        Password prepared;
        try {
            prepared = change.prepare(found, password);
        } catch (Rejection e) {
            return form(tenant, found, secret, readable(e), 400);
        }
        Ticket used = database.write(
                tenant,
                tx -> change.apply(tx, secret, prepared, Visitor.of(request).members()));
        return pages.end(tenant, 200, "Password changed", new TicketResult(true, "success", CHANGED, used));
    }

    /** A malformed form has neither ticket nor password: it is refused as such. */
    private static Form form(Request request) {
        try {
            return request.form();
        } catch (MalformedFormException e) {
            return Form.EMPTY;
        }
    }

    /** What people are told: the sentence without the API's name of the error before it. */
    private static String readable(Rejection refusal) {
        return String.valueOf(refusal.getMessage()).replaceFirst("^Password\\w+Error: ", "") + ".";
    }

    private Response form(Tenant tenant, ValidTicket found, String secret, String error, int status) {
        boolean refused = !error.isEmpty();
        StringBuilder rules = new StringBuilder();
        PasswordRules.described(found.options())
                .forEach(rule -> rules.append("<li>").append(Html.escaped(rule)).append("</li>"));
        String email = found.ticket().email();
        String content = """
                <p class="lead">%s</p>
                <form method="post" action="%s" autocomplete="on">
                <input type="hidden" name="ticket" value="%s">
                <input type="text" name="username" value="%s" autocomplete="username" hidden readonly>
                <label for="password">New password</label>
                <input id="password" type="password" name="password" autocomplete="new-password" required autofocus maxlength="1024" aria-describedby="%s"%s>
                %s
                <ul class="rules" id="rules">%s</ul>
                <button type="submit" name="action" value="default">Change password</button>
                </form>
                """.formatted(
                email.isEmpty() ? "Choose a new password." : "Choose a new password for " + Html.escaped(email) + ".",
                PATH,
                Html.escaped(secret),
                Html.escaped(email),
                refused ? "error rules" : "rules",
                refused ? " aria-invalid=\"true\"" : "",
                refused ? "<p class=\"error\" id=\"error\" role=\"alert\">" + Html.escaped(error) + "</p>" : "",
                rules);
        return pages.style(tenant)
                .page(TITLE, content)
                .formsTo(LoginPages.formTargets(found.ticket()))
                .response(status);
    }
}
