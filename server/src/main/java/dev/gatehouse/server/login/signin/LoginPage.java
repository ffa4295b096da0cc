package dev.gatehouse.server.login.signin;

import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authentication.PasswordAuthentication.AuthenticatedUser;
import dev.gatehouse.server.authentication.PasswordAuthentication.Credentials;
import dev.gatehouse.server.authentication.SignUp;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.PageRequest;
import dev.gatehouse.server.login.PageSessions;
import dev.gatehouse.server.login.PageTransactions;
import dev.gatehouse.server.login.PageTransactions.OpenTransaction;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.List;
import java.util.Optional;

/**
 * {@code /u/login}: GET shows the form; POST verifies the password, begins a session, always a new one, and sends the browser back to
 * where its authorization request goes on. Thread-safe.
 */
public final class LoginPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/u/login";

    private static final String WRONG = "Wrong email or password.";

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final PageTransactions transactions;
    private final LoginConnections connections;
    private final PasswordAuthentication passwords;
    private final PageSessions sessions;

    public LoginPage(
            Tenants tenants,
            Database database,
            LoginPages pages,
            PageTransactions transactions,
            LoginConnections connections,
            PasswordAuthentication passwords,
            PageSessions sessions) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.transactions = transactions;
        this.connections = connections;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /**
     * What the form shows.
     *
     * @param identifier what was typed, or is expected
     * @param error empty for none
     */
    private record View(String identifier, String error, int status) {}

    /** An open request, and where its users are known. */
    private record Found(OpenTransaction open, List<Connection> connections) {}

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        PageRequest asked = PageRequest.of(request);
        Optional<Found> found = database.read(tenant, tx -> find(tx, asked.state(), asked.browser()));
        if (found.isEmpty()) {
            return pages.error(tenant, 400, PageTransactions.OVER, null);
        }
        return asked.post()
                ? signIn(tenant, found.get(), asked.form(), asked.browser())
                : form(
                        tenant,
                        found.get(),
                        new View(found.get().open().transaction().request().loginHint(), "", 200));
    }

    private Optional<Found> find(Transaction tx, String state, Browser browser) {
        return transactions
                .find(tx, state, browser)
                .map(open -> new Found(
                        open,
                        connections.of(tx, open.client(), open.transaction().request())))
                .filter(found -> !found.connections().isEmpty());
    }

    private Response signIn(Tenant tenant, Found found, Form form, Browser browser) {
        String identifier = PageTransactions.field(form, "username");
        String password = PageTransactions.field(form, "password");
        if (identifier.isBlank() || password.isEmpty()) {
            return form(tenant, found, new View(identifier, "Enter your email address and your password.", 400));
        }
        Credentials credentials =
                new Credentials(found.open().client(), found.connections(), identifier, password, browser.device());
        Optional<AuthenticatedUser> user;
        try {
            user = passwords.authenticate(tenant, credentials);
        } catch (Rejection limit) {
            return form(
                            tenant,
                            found,
                            new View(
                                    identifier,
                                    limit.publicMessage(),
                                    limit.code().status()))
                    .retryAfter(limit.code().retryAfter());
        }
        return user.map(authenticated -> sessions.signedIn(tenant, found.open(), authenticated, browser))
                .orElseGet(() -> form(tenant, found, new View(identifier, WRONG, 400)));
    }

    private Response form(Tenant tenant, Found found, View view) {
        OpenTransaction open = found.open();
        boolean refused = !view.error().isEmpty();
        String invalid = refused ? " aria-invalid=\"true\" aria-describedby=\"error-element-password\"" : "";
        boolean focusPassword = !view.identifier().isEmpty();
        String content = """
                <p class="lead">Log in to continue to %s.</p>
                <form method="post" action="%s" autocomplete="on">
                <input type="hidden" name="state" value="%s">
                %s<label for="username">%s</label>
                <input id="username" type="text" inputmode="email" name="username" value="%s" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="512"%s%s>
                <label for="password">Password</label>
                <input id="password" type="password" name="password" autocomplete="current-password" required maxlength="1024"%s%s>
                <button type="submit" name="action" value="default">Continue</button>
                </form>
                %s""".formatted(
                        Html.escaped(open.client().name()),
                        PATH,
                        Html.escaped(open.state()),
                        refused
                                ? "<p class=\"error\" id=\"error-element-password\" role=\"alert\">"
                                        + Html.escaped(view.error()) + "</p>\n"
                                : "",
                        identifierLabel(found.connections()),
                        Html.escaped(view.identifier()),
                        invalid,
                        focusPassword ? "" : " autofocus",
                        invalid,
                        focusPassword ? " autofocus" : "",
                        links(found));
        return pages.style(tenant)
                .page("Welcome", content)
                .formsTo(LoginPages.formTargets(open.transaction().request().redirectUri()))
                .response(view.status());
    }

    private static String identifierLabel(List<Connection> connections) {
        boolean usernames = connections.stream().anyMatch(connection -> {
            var options = connection.options();
            return options.path("requires_username").asBoolean()
                    || options.at("/attributes/username/identifier/active").asBoolean();
        });
        return usernames ? "Username or email address" : "Email address";
    }

    /** What else there is to do: nothing where the connections do not allow it. */
    private static String links(Found found) {
        String state = "?state=" + Html.escaped(found.open().state());
        String reset =
                "<p class=\"aside\"><a href=\"/u/reset-password/request" + state + "\">Forgot password?</a></p>\n";
        boolean open = found.connections().stream().anyMatch(SignUp::isOpen);
        return reset
                + (open
                        ? "<p class=\"aside\">Don't have an account? <a href=\"/u/signup" + state
                                + "\">Sign up</a></p>\n"
                        : "");
    }
}
