package dev.gatehouse.server.start;

import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authentication.PasswordReset;
import dev.gatehouse.server.authentication.SignUp;
import dev.gatehouse.server.authorization.AuthorizationTransactionStore;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.http.Route;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.PageSessions;
import dev.gatehouse.server.login.PageTransactions;
import dev.gatehouse.server.login.consent.ConsentPage;
import dev.gatehouse.server.login.resetrequest.ResetRequestPage;
import dev.gatehouse.server.login.signin.LoginPage;
import dev.gatehouse.server.login.signup.SignUpPage;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.authorize.AuthorizationEndpoint;
import dev.gatehouse.server.oauth.dbconnections.DatabaseEndpoints;
import dev.gatehouse.server.oauth.discovery.DiscoveryEndpoint;
import dev.gatehouse.server.oauth.discovery.JwksEndpoint;
import dev.gatehouse.server.oauth.logout.EndSessionEndpoint;
import dev.gatehouse.server.oauth.logout.LogoutEndpoint;
import dev.gatehouse.server.oauth.token.RevocationEndpoint;
import dev.gatehouse.server.oauth.token.TokenEndpoint;
import dev.gatehouse.server.oauth.token.TokenEndpoints;
import dev.gatehouse.server.oauth.userinfo.UserInfoEndpoint;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.session.UserConsents;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.token.IdTokenIssuer;
import dev.gatehouse.server.token.JwtAccessTokenVerifier;
import dev.gatehouse.server.token.RevocationCheck;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What people sign in with, put together: the OAuth endpoints and the pages between them. */
final class SignInRoutes {
    private static final Set<String> GET_OR_POST = Set.of("GET", "POST");

    private final Tenants tenants;
    private final Services services;
    private final LoginPages pages;
    private final AuthenticationEvents events;
    private final PasswordAuthentication passwords;
    private final SignUp signUp;
    private final PasswordReset reset;
    private final SessionStore sessions;
    private final AccessTokenIssuer accessTokens;
    private final IdTokenIssuer idTokens;
    private final UserTokenIssuer userTokens;
    private final CrossOrigin crossOrigin;

    SignInRoutes(Tenants tenants, Services services, PasswordHasher hasher, LoginPages pages, LogEvents log) {
        this.tenants = tenants;
        this.services = services;
        this.pages = pages;
        DocumentStore documents = services.documents();
        InstantSource clock = services.clock();
        events = new AuthenticationEvents(log, documents);
        sessions = new SessionStore(documents, services.identifiers(), clock);
        accessTokens = new AccessTokenIssuer(services.signingKeys(), services.identifiers(), clock);
        idTokens = new IdTokenIssuer(services.signingKeys(), clock);
        userTokens = new UserTokenIssuer(documents, accessTokens, idTokens);
        crossOrigin = new CrossOrigin(services.database(), documents);
        AttackProtection protection = new AttackProtection(documents, clock);
        signUp = new SignUp(
                services.database(), documents, services.userCreation(), protection, services.outbox(), events);
        reset = new PasswordReset(documents, services.users(), services.tickets(), services.outbox(), events);
        passwords = new PasswordAuthentication(
                services.database(), services.users(), new PasswordStore(), hasher, protection, events, clock);
    }

    /**
     * The OAuth endpoints.
     *
     * @param reserved the database with connections that tokens do not wait for others on
     */
    List<Route> endpoints(Database reserved) {
        DocumentStore documents = services.documents();
        InstantSource clock = services.clock();
        TokenEndpoints tokens = TokenEndpoints.of(new TokenEndpoints.Dependencies(
                tenants,
                reserved,
                documents,
                services.users(),
                accessTokens,
                userTokens,
                passwords,
                events,
                crossOrigin,
                services.identifiers(),
                clock));
        AuthorizationEndpoint authorization = new AuthorizationEndpoint(
                tenants,
                services.database(),
                documents,
                services.users(),
                userTokens,
                events,
                pages,
                services.identifiers(),
                clock);
        UserInfoEndpoint userInfo = new UserInfoEndpoint(
                tenants,
                services.database(),
                new JwtAccessTokenVerifier(services.signingKeys(), Tenant::userInfoAudience, clock),
                new RevocationCheck(services.database().changes()),
                services.users(),
                crossOrigin);
        DatabaseEndpoints databases =
                new DatabaseEndpoints(tenants, services.database(), documents, signUp, reset, crossOrigin);
        return List.of(
                Route.post(DatabaseEndpoints.SIGN_UP, databases::signUp),
                preflight(DatabaseEndpoints.SIGN_UP),
                Route.post(DatabaseEndpoints.CHANGE_PASSWORD, databases::changePassword),
                preflight(DatabaseEndpoints.CHANGE_PASSWORD),
                Route.of(GET_OR_POST, AuthorizationEndpoint.PATH, authorization),
                Route.get(AuthorizationEndpoint.RESUME, authorization::resume),
                Route.post(TokenEndpoint.PATH, tokens.token()),
                preflight(TokenEndpoint.PATH),
                Route.post(RevocationEndpoint.PATH, tokens.revocation()),
                preflight(RevocationEndpoint.PATH),
                Route.of(GET_OR_POST, UserInfoEndpoint.PATH, userInfo),
                preflight(UserInfoEndpoint.PATH),
                Route.get(
                        LogoutEndpoint.PATH,
                        new LogoutEndpoint(
                                tenants, services.database(), documents, sessions, services.users(), events, pages)),
                Route.of(
                        GET_OR_POST,
                        EndSessionEndpoint.PATH,
                        new EndSessionEndpoint(
                                tenants,
                                services.database(),
                                documents,
                                idTokens,
                                sessions,
                                services.users(),
                                events,
                                pages)),
                Route.get(
                        DiscoveryEndpoint.PATH,
                        new DiscoveryEndpoint(
                                tenants,
                                services.database(),
                                documents,
                                tokens.token().grantTypes())),
                Route.get(JwksEndpoint.PATH, new JwksEndpoint(tenants, services.signingKeys())));
    }

    private Route preflight(String path) {
        return Route.of(Set.of("OPTIONS"), path, crossOrigin::preflight);
    }

    /** The pages. */
    List<Route> pages() {
        DocumentStore documents = services.documents();
        PageTransactions transactions = new PageTransactions(
                new AuthorizationTransactionStore(services.identifiers(), services.clock()), documents);
        LoginConnections connections = new LoginConnections(documents);
        PageSessions signedIn = new PageSessions(services.database(), transactions, sessions, events, services.clock());
        return List.of(
                Route.of(
                        GET_OR_POST,
                        LoginPage.PATH,
                        new LoginPage(
                                tenants, services.database(), pages, transactions, connections, passwords, signedIn)),
                Route.of(
                        GET_OR_POST,
                        SignUpPage.PATH,
                        new SignUpPage(
                                tenants,
                                services.database(),
                                pages,
                                transactions,
                                connections,
                                signUp,
                                passwords,
                                signedIn)),
                Route.of(
                        GET_OR_POST,
                        ResetRequestPage.PATH,
                        new ResetRequestPage(tenants, services.database(), pages, transactions, connections, reset)),
                Route.of(
                        GET_OR_POST,
                        ConsentPage.PATH,
                        new ConsentPage(
                                tenants,
                                services.database(),
                                documents,
                                pages,
                                transactions,
                                sessions,
                                services.users(),
                                new UserConsents(documents, services.identifiers()),
                                events)));
    }
}
