package dev.gatehouse.server.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authentication.PasswordAuthentication.AuthenticatedUser;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.PageTransactions.OpenTransaction;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.session.SessionStore.NewSession;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.time.InstantSource;
import java.util.List;

/** Begins the session of whoever has proved who they are on a page, and sends the browser on. Thread-safe. */
public final class PageSessions {
    private final Database database;
    private final PageTransactions transactions;
    private final SessionStore sessions;
    private final AuthenticationEvents events;
    private final InstantSource clock;

    public PageSessions(
            Database database,
            PageTransactions transactions,
            SessionStore sessions,
            AuthenticationEvents events,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** Sends the browser back to where its request goes on: signed in, unless the user is blocked. */
    public Response signedIn(Tenant tenant, OpenTransaction open, AuthenticatedUser user, Browser browser) {
        if (user.isBlocked()) {
            database.write(tenant, tx -> {
                open.transaction().fail("unauthorized", PasswordAuthentication.BLOCKED);
                transactions.update(tx, open);
                return true;
            });
            return PageTransactions.resume(open);
        }
        NewSession started = database.write(tenant, tx -> start(tx, open, user, browser));
        return PageTransactions.resume(open).with(Browser.cookie(started, clock.instant()));
    }

    /** A new session in place of the browser's, so that nobody knows its cookie who knew the browser before. */
    private NewSession start(Transaction tx, OpenTransaction open, AuthenticatedUser user, Browser browser) {
        String before = browser.session();
        if (before != null) {
            sessions.find(tx, before).ifPresent(session -> sessions.end(tx, session));
        }
        NewSession started = sessions.start(tx, user.user().id(), user.connection(), List.of("pwd"), browser.device());
        open.transaction().signedIn(started.session().id());
        transactions.update(tx, open);
        Event event = Event.of(open.client(), user.user())
                .on(user.connection())
                .forAudience(open.transaction().request().audience());
        ObjectNode details = JsonNodeFactory.instance
                .objectNode()
                .put("session_id", started.session().id());
        details.putObject("stats").put("loginsCount", user.user().number("logins_count", 0));
        events.append(tx, "s", event, browser.device(), details);
        return started;
    }
}
