package dev.gatehouse.server.oauth.logout;

import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import org.jspecify.annotations.Nullable;

/** The parameters of a logout, as a query or as a form. Immutable. */
record LogoutParameters(Form form) {
    private static final int MAX_BODY = 64 * 1024;

    /** Malformed ones are none. */
    static LogoutParameters of(Request request) {
        try {
            boolean post = request.method().equals("POST") && request.body().length <= MAX_BODY;
            return new LogoutParameters(post ? request.form() : Form.parse(request.query()));
        } catch (MalformedFormException e) {
            return new LogoutParameters(Form.EMPTY);
        }
    }

    /** Null when it was not sent, or sent empty. */
    @Nullable
    String get(String name) {
        String value = form.first(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
