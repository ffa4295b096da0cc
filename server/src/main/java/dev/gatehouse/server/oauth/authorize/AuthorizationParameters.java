package dev.gatehouse.server.oauth.authorize;

import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.oauth.OAuthError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an authorization request, as a query or as a form. Immutable. */
final class AuthorizationParameters {
    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    private final Form form;

    private AuthorizationParameters(Form form) {
        this.form = form;
    }

    /** @throws dev.gatehouse.server.oauth.OAuthException when they are malformed, or one was sent twice (RFC 6749 §3.1) */
    static AuthorizationParameters of(Request request) {
        try {
            boolean post = request.method().equals("POST");
            if (post && request.body().length > MAX_BYTES) {
                throw OAuthError.INVALID_REQUEST.refuse("The body is longer than " + MAX_BYTES + " bytes");
            }
            Form form = post ? request.form() : Form.parse(request.query());
            for (String name : form.names()) {
                if (form.all(name).size() > 1) {
                    throw OAuthError.INVALID_REQUEST.refuse(
                            "Parameter " + Excerpt.of(name) + " was sent more than once");
                }
            }
            return new AuthorizationParameters(form);
        } catch (MalformedFormException e) {
            throw OAuthError.INVALID_REQUEST.refuse("The parameters are malformed");
        }
    }

    /** As it was sent; null when it was not, or was sent empty. */
    @Nullable
    String get(String name) {
        String value = form.first(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        // What the client gets back is not looked at.
        if (!name.equals("state") && CONTROL.matcher(value).find()) {
            throw OAuthError.INVALID_REQUEST.refuse("Parameter " + Excerpt.of(name) + " has control characters");
        }
        return value;
    }

    String require(String name) {
        String value = get(name);
        if (value == null) {
            throw OAuthError.INVALID_REQUEST.refuse("Missing required parameter: " + name);
        }
        return value;
    }

    /** The words of a value that is a list; none when it was not sent. */
    List<String> words(String name) {
        String value = get(name);
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.strip().split(" +"));
    }
}
