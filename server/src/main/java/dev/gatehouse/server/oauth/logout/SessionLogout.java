package dev.gatehouse.server.oauth.logout;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.SessionStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends the session of a browser. Refresh tokens go on. Thread-safe. */
final class SessionLogout {
    private final SessionStore sessions;
    private final UserStore users;
    private final AuthenticationEvents events;

    SessionLogout(SessionStore sessions, UserStore users, AuthenticationEvents events) {
        this.sessions = sessions;
        this.users = users;
        this.events = events;
    }

    /** The session of a browser; empty for none. */
    Optional<Session> session(Transaction tx, Browser browser) {
        return Optional.ofNullable(browser.session()).flatMap(secret -> sessions.find(tx, secret));
    }

    /** Ends it; that there is none is no error. */
    boolean end(Transaction tx, Browser browser, @Nullable Client client) {
        Optional<Session> session = session(tx, browser);
        session.ifPresent(found -> {
            sessions.end(tx, found);
            User user = users.find(tx, found.userId()).orElse(null);
            Event event = new Event(client, found.connection(), user, null, null, "User successfully logged out");
            events.append(tx, "slo", event, browser.device());
        });
        return session.isPresent();
    }

    /** Notes that a browser was not sent where it should have gone. */
    boolean fail(Transaction tx, Browser browser, Client client, String description) {
        events.append(tx, "flo", new Event(client, null, null, null, null, description), browser.device());
        return true;
    }
}
