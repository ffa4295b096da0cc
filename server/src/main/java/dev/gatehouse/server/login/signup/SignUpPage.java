package dev.gatehouse.server.login.signup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authentication.PasswordAuthentication.Credentials;
import dev.gatehouse.server.authentication.SignUp;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
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
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page: POST makes the user, signs in, and sends the browser back to where its authorization request goes on. Thread-safe. */
public final class SignUpPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/u/signup";

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final int MAX_TEXT = 1_024;
    private static final String TAKEN =
            "You cannot sign up with these. If you have an account already, log in to it instead.";

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final PageTransactions transactions;
    private final LoginConnections connections;
    private final SignUp signUp;
    private final PasswordAuthentication passwords;
    private final PageSessions sessions;

    public SignUpPage(
            Tenants tenants,
            Database database,
            LoginPages pages,
            PageTransactions transactions,
            LoginConnections connections,
            SignUp signUp,
            PasswordAuthentication passwords,
            PageSessions sessions) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.transactions = transactions;
        this.connections = connections;
        this.signUp = signUp;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /** An open request, and the connection that a new user is of. */
    private record Found(OpenTransaction open, Connection connection) {
        boolean asksForUsername() {
            return connection.options().path("requires_username").asBoolean()
                    || connection
                            .options()
                            .at("/attributes/username/signup/status")
                            .asText()
                            .equals("required");
        }
    }

    /**
     * What the form shows.
     *
     * @param error empty for none
     */
    private record View(String email, String username, String error, int status) {}

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        PageRequest asked = PageRequest.of(request);
        Optional<OpenTransaction> open =
                database.read(tenant, tx -> transactions.find(tx, asked.state(), asked.browser()));
        if (open.isEmpty()) {
            return pages.error(tenant, 400, PageTransactions.OVER, null);
        }
        Optional<Found> found = database.read(tenant, tx -> find(tx, open.get()));
        if (found.isEmpty()) {
            return pages.error(tenant, 400, SignUp.DISABLED, null);
        }
        String hint = open.get().transaction().request().loginHint();
        return asked.post()
                ? register(tenant, found.get(), asked.form(), asked.browser())
                : form(tenant, found.get(), new View(hint, "", "", 200));
    }

    private Optional<Found> find(Transaction tx, OpenTransaction open) {
        return connections.forSignUp(tx, open.client(), open.transaction().request()).stream()
                .filter(SignUp::isOpen)
                .findFirst()
                .map(connection -> new Found(open, connection));
    }

    private Response register(Tenant tenant, Found found, Form form, Browser browser) {
        String email = PageTransactions.field(form, "email").strip();
        String username = PageTransactions.field(form, "username").strip();
        String password = PageTransactions.field(form, "password");
        if (!ADDRESS.matcher(email).matches() || username.length() > MAX_TEXT || password.isEmpty()) {
            return form(tenant, found, new View(email, username, "Enter an email address and a password.", 400));
        }
        ObjectNode profile =
                JsonNodeFactory.instance.objectNode().put("email", email).put("password", password);
        if (!username.isEmpty()) {
            profile.put("username", username);
        }
        OpenTransaction open = found.open();
        try {
            signUp.register(tenant, open.client(), found.connection(), profile, browser.device());
            return passwords
                    .authenticate(
                            tenant,
                            new Credentials(
                                    open.client(), List.of(found.connection()), email, password, browser.device()))
                    .map(user -> sessions.signedIn(tenant, open, user, browser))
                    .orElseGet(() -> PageTransactions.seeOther("/u/login?state=" + open.state()));
        } catch (Rejection refusal) {
            return form(tenant, found, new View(email, username, readable(refusal), 400));
        }
    }

    /** What people are told: the sentence without the API's name of the error before it. */
    private static String readable(Rejection refusal) {
        return refusal.code() == ErrorCode.USER_CONFLICT
                ? TAKEN
                : refusal.publicMessage().replaceFirst("^Password\\w+Error: ", "") + ".";
    }

    private Response form(Tenant tenant, Found found, View view) {
        OpenTransaction open = found.open();
        boolean refused = !view.error().isEmpty();
        String invalid = refused ? " aria-invalid=\"true\"" : "";
        StringBuilder rules = new StringBuilder();
        PasswordRules.described(found.connection().options())
                .forEach(rule -> rules.append("<li>").append(Html.escaped(rule)).append("</li>"));
        String username = """
                <label for="username">Username</label>
                <input id="username" type="text" name="username" value="%s" autocomplete="off" autocapitalize="none" spellcheck="false" required maxlength="128"%s>
                """.formatted(Html.escaped(view.username()), invalid);
        String content = """
                <p class="lead">Sign up to continue to %s.</p>
                <form method="post" action="%s" autocomplete="on">
                <input type="hidden" name="state" value="%s">
                %s<label for="email">Email address</label>
                <input id="email" type="email" name="email" value="%s" autocomplete="username" required autofocus maxlength="320"%s>
                %s<label for="password">Password</label>
                <input id="password" type="password" name="password" autocomplete="new-password" required maxlength="1024" aria-describedby="%srules"%s>
                <ul class="rules" id="rules">%s</ul>
                <button type="submit" name="action" value="default">Continue</button>
                </form>
                <p class="aside">Already have an account? <a href="/u/login?state=%s">Log in</a></p>
                """.formatted(
                        Html.escaped(open.client().name()),
                        PATH,
                        Html.escaped(open.state()),
                        refused
                                ? "<p class=\"error\" id=\"error-element-password\" role=\"alert\">"
                                        + Html.escaped(view.error()) + "</p>\n"
                                : "",
                        Html.escaped(view.email()),
                        invalid,
                        found.asksForUsername() ? username : "",
                        refused ? "error-element-password " : "",
                        invalid,
                        rules,
                        Html.escaped(open.state()));
        return pages.style(tenant)
                .page("Sign up", content)
                .formsTo(LoginPages.formTargets(open.transaction().request().redirectUri()))
                .response(view.status());
    }
}
