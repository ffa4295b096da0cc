package dev.gatehouse.server.browser;

import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.ResponseCookie;
import dev.gatehouse.server.http.ResponseCookie.SameSite;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.SessionStore.NewSession;
import dev.gatehouse.server.session.UserDevice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The browser that a request comes from, by its cookies. Both are sent along from other sites, too: a page of an application renews
 * its tokens in a frame, and posts an authorization request. What they protect is therefore never done for them alone.
 *
 * @param session the secret of its session; null for none
 * @param id what it is known by while somebody signs in; null until it has been here
 * @param device where it is and what it says it is
 */
public record Browser(@Nullable String session, @Nullable String id, UserDevice device) {
    private static final String SESSION = "__Host-gatehouse-session";
    private static final String ID = "__Host-gatehouse-browser";
    private static final Duration MAX_AGE = Duration.ofDays(400);

    /** The one that sent {@code request}. */
    public static Browser of(Request request) {
        var cookies = request.cookies();
        return new Browser(cookies.get(SESSION), cookies.get(ID), device(request));
    }

    /** Where a request comes from. */
    public static UserDevice device(Request request) {
        String agent = request.header("user-agent");
        return new UserDevice(request.remoteAddress(), agent == null ? "" : agent);
    }

    /** What keeps a browser in a session: for as long as it lasts, or until it is closed. */
    public static ResponseCookie cookie(NewSession started, Instant now) {
        Session session = started.session();
        Duration lasts = Duration.between(now, session.expiresAt());
        return new ResponseCookie(
                SESSION,
                started.secret(),
                "/",
                session.isPersistent() ? (lasts.compareTo(MAX_AGE) > 0 ? MAX_AGE : lasts) : null,
                true,
                true,
                SameSite.NONE);
    }

    /** What lets a browser forget its session. */
    public static ResponseCookie noSession() {
        return new ResponseCookie(SESSION, "", "/", Duration.ZERO, true, true, SameSite.NONE);
    }

    /** What a browser is known by from now on, until it is closed. */
    public static ResponseCookie id(String value) {
        return new ResponseCookie(ID, value, "/", null, true, true, SameSite.NONE);
    }

    /** Without the cookies. */
    @Override
    public String toString() {
        return "Browser[" + device + "]";
    }
}
