package dev.gatehouse.server.login;

import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.Request;

/**
 * What a page of an authorization request is asked: to show itself, or to take its form. Immutable.
 *
 * @param post whether it is a form that was sent
 * @param form its fields; none where it was not sent
 * @param state names the authorization request; empty text for none
 * @param browser that asks
 */
public record PageRequest(boolean post, Form form, String state, Browser browser) {
    /**
     * Reads a request.
     *
     * @throws dev.gatehouse.server.error.Rejection when another site sent the form
     */
    public static PageRequest of(Request request) {
        boolean post = request.method().equals("POST");
        if (post) {
            LoginPages.requireSameSite(request);
        }
        Form form = post ? PageTransactions.form(request) : Form.EMPTY;
        String state = post ? PageTransactions.field(form, "state") : PageTransactions.state(request);
        return new PageRequest(post, form, state, Browser.of(request));
    }
}
