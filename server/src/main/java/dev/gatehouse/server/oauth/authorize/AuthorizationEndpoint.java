package dev.gatehouse.server.oauth.authorize;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizationCodeStore;
import dev.gatehouse.server.authorization.AuthorizationRequest;
import dev.gatehouse.server.authorization.AuthorizationTransaction;
import dev.gatehouse.server.authorization.AuthorizationTransactionStore;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.authorization.OrganizationLogin;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthPages;
import dev.gatehouse.server.oauth.authorize.AuthorizationDecision.Granted;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.session.UserConsents;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.UserStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /authorize}: with a session that will do, the response at once; otherwise the login page, from which the browser comes back to
 * {@code /authorize/resume}. Thread-safe.
 */
public final class AuthorizationEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/authorize";
    /** Where a request goes on after the pages. */
    public static final String RESUME = "/authorize/resume";

    private static final int BROWSER_ID_LENGTH = 43;
    private static final String STATE = "?state=";

    private final Tenants tenants;
    private final Database database;
    private final RequestValidation validation;
    private final AuthorizationDecision decision;
    private final AuthorizationTransactionStore transactions;
    private final SessionStore sessions;
    private final LoginConnections connections;
    private final AuthenticationEvents events;
    private final OAuthPages pages;
    private final Identifiers identifiers;
    private final InstantSource clock;

    /**
     * @param pages show what no application may be told of
     */
    public AuthorizationEndpoint(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            UserStore users,
            UserTokenIssuer tokens,
            AuthenticationEvents events,
            OAuthPages pages,
            Identifiers identifiers,
            InstantSource clock) {
        this.tenants = tenants;
        this.database = database;
        this.events = events;
        this.pages = pages;
        this.identifiers = identifiers;
        this.clock = clock;
        validation = new RequestValidation(documents);
        decision = new AuthorizationDecision(
                users,
                new UserConsents(documents, identifiers),
                new AccessPolicy(documents),
                new OrganizationLogin(documents),
                new AuthorizationCodeStore(identifiers, clock),
                tokens);
        transactions = new AuthorizationTransactionStore(identifiers, clock);
        sessions = new SessionStore(documents, identifiers, clock);
        connections = new LoginConnections(documents);
    }

    /**
     * What comes of a request.
     *
     * @param granted null when a page has to be shown first, or it was refused
     * @param page where the browser goes instead; null for nowhere
     * @param refusal null when it was not refused
     */
    private record Outcome(
            @Nullable Granted granted,
            @Nullable String page,
            @Nullable OAuthException refusal) {
        static Outcome page(String path) {
            return new Outcome(null, path, null);
        }

        static Outcome refused(OAuthException refusal) {
            return new Outcome(null, null, refusal);
        }
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        AuthorizationParameters sent;
        ResponseTarget target;
        try {
            sent = AuthorizationParameters.of(request);
            target = database.read(tenant, tx -> validation.locate(tx, sent));
        } catch (OAuthException refusal) {
            return pages.error(tenant, refusal.error().status(), refusal.description(), null);
        }
        AuthorizationRequest valid;
        try {
            valid = database.read(tenant, tx -> validation.validate(tx, target, sent));
        } catch (OAuthException refusal) {
            return AuthorizationResponses.error(target, refusal);
        }
        Browser browser = Browser.of(request);
        String id = browser.id() == null ? identifiers.secret(BROWSER_ID_LENGTH) : browser.id();
        Outcome outcome = database.write(tenant, tx -> begin(tx, target.client(), valid, browser, id));
        Response response = respond(tenant, target, valid, outcome);
        return outcome.page() != null && browser.id() == null ? response.with(Browser.id(id)) : response;
    }

    private Outcome begin(
            Transaction tx, Client client, AuthorizationRequest request, Browser browser, String browserId) {
        Optional<Session> session = session(tx, client, request, browser);
        if (session.isEmpty()) {
            if (request.isSilent()) {
                return silentlyRefused(
                        tx, client, request, browser, OAuthError.LOGIN_REQUIRED.refuse("Login required"));
            }
            String state = transactions.insert(tx, request, browserId);
            return Outcome.page((request.opensSignUp() ? "/u/signup" : "/u/login") + STATE + state);
        }
        Session used = sessions.touch(tx, session.get(), client.id(), browser.device());
        try {
            Optional<Granted> granted = decision.decide(tx, client, request, used, false);
            if (granted.isPresent()) {
                Event event = Event.of(client, granted.get().user())
                        .on(used.connection())
                        .forAudience(request.audience());
                events.append(tx, request.isSilent() ? "ssa" : "s", event, browser.device());
                return new Outcome(granted.get(), null, null);
            }
        } catch (OAuthException refusal) {
            return request.isSilent()
                    ? silentlyRefused(tx, client, request, browser, refusal)
                    : Outcome.refused(refusal);
        }
        if (request.isSilent()) {
            return silentlyRefused(
                    tx, client, request, browser, OAuthError.CONSENT_REQUIRED.refuse("Consent required"));
        }
        String state = transactions.insert(tx, request, browserId);
        transactions.find(tx, state, browserId).ifPresent(transaction -> {
            transaction.signedIn(used.id());
            transactions.update(tx, state, transaction);
        });
        return Outcome.page("/u/consent" + STATE + state);
    }

    private Outcome silentlyRefused(
            Transaction tx, Client client, AuthorizationRequest request, Browser browser, OAuthException refusal) {
        Event event = new Event(client, null, null, null, request.audience(), refusal.description());
        events.append(tx, "fsa", event, browser.device());
        return Outcome.refused(refusal);
    }

    /** The browser's session, when it will do for the request. */
    private Optional<Session> session(Transaction tx, Client client, AuthorizationRequest request, Browser browser) {
        String secret = browser.session();
        boolean asked =
                request.hasPrompt("login") || request.hasPrompt("select_account") || client.flag("sso_disabled");
        if (secret == null || asked) {
            return Optional.empty();
        }
        Duration maxAge = request.maxAge();
        return sessions.find(tx, secret)
                .filter(session -> maxAge == null
                        || !session.authenticatedAt().plus(maxAge).isBefore(clock.instant()))
                .filter(session -> connections.of(tx, client, request).stream()
                        .anyMatch(connection -> connection.name().equals(session.connection())));
    }

    private Response respond(Tenant tenant, ResponseTarget target, AuthorizationRequest request, Outcome outcome) {
        if (outcome.page() != null) {
            return AuthorizationResponses.redirect(outcome.page());
        }
        if (outcome.refusal() != null) {
            return AuthorizationResponses.error(target, outcome.refusal());
        }
        Granted granted = Objects.requireNonNull(outcome.granted());
        return AuthorizationResponses.of(target, decision.parameters(tenant, request, granted));
    }

    /** Where a request goes on after the pages. */
    public Response resume(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        Browser browser = Browser.of(request);
        String id = browser.id();
        String state;
        try {
            state = AuthorizationParameters.of(request).require("state");
        } catch (OAuthException refusal) {
            return pages.error(tenant, 400, refusal.description(), null);
        }
        Optional<Resumed> resumed =
                id == null ? Optional.empty() : database.write(tenant, tx -> resume(tx, state, browser, id));
        if (resumed.isEmpty()) {
            return pages.error(tenant, 400, "This sign-in is over. Go back to the application and start again.", null);
        }
        Resumed found = resumed.get();
        return respond(tenant, found.target(), found.request(), found.outcome());
    }

    private record Resumed(ResponseTarget target, AuthorizationRequest request, Outcome outcome) {}

    private Optional<Resumed> resume(Transaction tx, String state, Browser browser, String browserId) {
        Optional<AuthorizationTransaction> found = transactions.find(tx, state, browserId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        AuthorizationTransaction transaction = found.get();
        AuthorizationRequest request = transaction.request();
        Client client = validation.client(tx, request.clientId());
        Outcome outcome = outcome(tx, client, transaction, state, browser);
        if (outcome.page() == null) {
            transactions.delete(tx, state);
        }
        return Optional.of(new Resumed(ResponseTarget.of(client, request), request, outcome));
    }

    private Outcome outcome(
            Transaction tx, Client client, AuthorizationTransaction transaction, String state, Browser browser) {
        String error = transaction.error();
        if (error != null) {
            OAuthError known =
                    error.equals(OAuthError.BLOCKED_USER.wire()) ? OAuthError.BLOCKED_USER : OAuthError.ACCESS_DENIED;
            return Outcome.refused(known.refuse(transaction.errorDescription()));
        }
        Optional<Session> session = Optional.ofNullable(browser.session())
                .flatMap(secret -> sessions.find(tx, secret))
                .filter(signedIn -> signedIn.id().equals(transaction.sessionId()));
        if (session.isEmpty()) {
            return Outcome.page("/u/login" + STATE + state);
        }
        Session used = sessions.touch(tx, session.get(), client.id(), browser.device());
        try {
            return decision.decide(tx, client, transaction.request(), used, transaction.isConsented())
                    .map(granted -> new Outcome(granted, null, null))
                    .orElseGet(() -> Outcome.page("/u/consent" + STATE + state));
        } catch (OAuthException refusal) {
            return Outcome.refused(refusal);
        }
    }
}
