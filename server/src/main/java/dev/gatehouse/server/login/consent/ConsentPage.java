package dev.gatehouse.server.login.consent;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizationRequest;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.PageRequest;
import dev.gatehouse.server.login.PageTransactions;
import dev.gatehouse.server.login.PageTransactions.OpenTransaction;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.session.UserConsents;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /u/consent}: what a client wants to do for a user, and whether it may. Thread-safe. */
public final class ConsentPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/u/consent";

    private static final Map<String, String> OPENID = Map.of(
            "profile", "Profile: access to your profile",
            "email", "Email: access to your email address",
            "phone", "Phone: access to your phone number",
            "address", "Address: access to your address",
            "offline_access", "Stay signed in: access while you are away");

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final PageTransactions transactions;
    private final SessionStore sessions;
    private final UserStore users;
    private final UserConsents consents;
    private final AccessPolicy policy;
    private final TenantSettingsStore settings;
    private final AuthenticationEvents events;

    public ConsentPage(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            LoginPages pages,
            PageTransactions transactions,
            SessionStore sessions,
            UserStore users,
            UserConsents consents,
            AuthenticationEvents events) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.transactions = transactions;
        this.sessions = sessions;
        this.users = users;
        this.consents = consents;
        this.events = events;
        policy = new AccessPolicy(documents);
        settings = new TenantSettingsStore(documents);
    }

    /**
     * What is asked.
     *
     * @param wanted what the client gets, in a sentence each
     */
    private record Question(
            OpenTransaction open, User user, String audience, List<String> scopes, List<String> wanted) {}

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        PageRequest asked = PageRequest.of(request);
        Optional<Question> question = database.read(tenant, tx -> question(tx, asked.state(), asked.browser()));
        if (question.isEmpty()) {
            return pages.error(tenant, 400, PageTransactions.OVER, null);
        }
        if (!asked.post()) {
            return page(tenant, question.get());
        }
        boolean accepts = "accept".equals(asked.form().first("action"));
        database.write(tenant, tx -> decide(tx, question.get(), accepts, asked.browser()));
        return PageTransactions.resume(question.get().open());
    }

    private Optional<Question> question(Transaction tx, String state, Browser browser) {
        Optional<OpenTransaction> open = transactions.find(tx, state, browser);
        Optional<Session> session = Optional.ofNullable(browser.session())
                .flatMap(secret -> sessions.find(tx, secret))
                .filter(found -> open.isPresent()
                        && found.id().equals(open.get().transaction().sessionId()));
        return session.flatMap(found -> users.find(tx, found.userId()))
                .map(user -> question(tx, open.orElseThrow(), user));
    }

    private Question question(Transaction tx, OpenTransaction open, User user) {
        AuthorizationRequest request = open.transaction().request();
        String audience = request.audience() == null ? tx.tenant().userInfoAudience() : request.audience();
        List<String> scopes =
                policy.allowed(tx, open.client(), user.id(), audience, request.organization(), request.scopes());
        return new Question(open, user, audience, scopes, wanted(tx, audience, scopes));
    }

    /** By what they are about, as in "Orders: read and write your orders"; by their descriptions where the tenant says so. */
    private List<String> wanted(Transaction tx, String audience, List<String> scopes) {
        boolean described = settings.get(tx).flag("flags/use_scope_descriptions_for_consent");
        Map<String, String> descriptions =
                policy.api(tx, audience).map(api -> api.descriptions()).orElse(Map.of());
        List<String> wanted = new ArrayList<>();
        Map<String, List<String>> verbs = new LinkedHashMap<>();
        for (String scope : scopes) {
            int colon = scope.indexOf(':');
            if (AccessPolicy.OPENID_SCOPES.contains(scope)) {
                Optional.ofNullable(OPENID.get(scope)).ifPresent(wanted::add);
            } else if (described || colon < 1) {
                String description = descriptions.getOrDefault(scope, "");
                wanted.add(description.isEmpty() ? scope : description);
            } else {
                verbs.computeIfAbsent(scope.substring(colon + 1), noun -> new ArrayList<>())
                        .add(scope.substring(0, colon));
            }
        }
        verbs.forEach((noun, all) ->
                wanted.add(capitalized(readable(noun)) + ": " + String.join(" and ", all) + " your " + readable(noun)));
        return wanted;
    }

    private static String readable(String noun) {
        return noun.replace('_', ' ').replace('-', ' ');
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private boolean decide(Transaction tx, Question question, boolean accepts, Browser browser) {
        OpenTransaction open = question.open();
        if (accepts) {
            consents.add(tx, question.user().id(), open.client().id(), question.audience(), question.scopes());
            open.transaction().consented();
        } else {
            String denied = "User did not authorize the request";
            open.transaction().fail("access_denied", denied);
            Event event = Event.of(open.client(), question.user()).described(denied);
            events.append(tx, "f", event, browser.device());
        }
        transactions.update(tx, open);
        return true;
    }

    private Response page(Tenant tenant, Question question) {
        OpenTransaction open = question.open();
        StringBuilder wanted = new StringBuilder();
        question.wanted()
                .forEach(
                        each -> wanted.append("<li>").append(Html.escaped(each)).append("</li>\n"));
        String content = """
                <p class="lead">Hi %s,</p>
                <p class="lead">%s is requesting access to your %s account.</p>
                %s<form method="post" action="%s">
                <input type="hidden" name="state" value="%s">
                <button type="submit" name="action" value="accept">Accept</button>
                <button class="secondary" type="submit" name="action" value="deny">Decline</button>
                </form>
                """.formatted(
                        Html.escaped(question.user().text("name", "")),
                        Html.escaped(open.client().name()),
                        Html.escaped(pages.style(tenant).name()),
                        wanted.isEmpty() ? "" : "<ul class=\"wanted\">\n" + wanted + "</ul>\n",
                        PATH,
                        Html.escaped(open.state()));
        return pages.style(tenant)
                .page("Authorize app", content)
                .formsTo(LoginPages.formTargets(open.transaction().request().redirectUri()))
                .response(200);
    }
}
