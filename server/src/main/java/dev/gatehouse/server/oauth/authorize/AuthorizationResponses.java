package dev.gatehouse.server.oauth.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.RegisteredUrls;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends the response to an authorization request back, in the response mode that was asked for. */
final class AuthorizationResponses {
    private static final String SUBMIT = "document.forms[0].submit()";
    private static final String POST_MESSAGE = """
            (function(){var to=window.opener||window.parent;if(to&&to!==window){\
            to.postMessage({type:"authorization_response",response:%s},%s)}})()""";

    private AuthorizationResponses() {}

    /** An error (RFC 6749 §4.1.2.1). */
    static Response error(ResponseTarget target, OAuthException refusal) {
        return error(target, refusal.error().wire(), refusal.description());
    }

    static Response error(ResponseTarget target, String error, String description) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return of(target, parameters);
    }

    /** A response with these parameters, and the {@code state}. */
    static Response of(ResponseTarget target, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (target.state() != null) {
            all.put("state", target.state());
        }
        return switch (target.mode()) {
            case "form_post" -> formPost(target, all);
            case "web_message" -> webMessage(target, all);
            case "fragment" -> redirect(withFragment(target.redirectUri(), all));
            default -> redirect(withQuery(target.redirectUri(), all));
        };
    }

    /** A 302, as the real API sends it. */
    static Response redirect(String url) {
        return new Response(
                302,
                Map.of("location", ascii(url), "cache-control", "no-store", "referrer-policy", "no-referrer"),
                new byte[0]);
    }

    /** A header holds ASCII: what else a URL has is percent-encoded (RFC 3987 §3.1). */
    private static String ascii(String url) {
        StringBuilder out = new StringBuilder();
        for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
            out.append(each > 0x20 && each < 0x7F ? String.valueOf((char) each) : "%%%02X".formatted(each));
        }
        return out.toString();
    }

    private static String withQuery(String url, Map<String, String> parameters) {
        int hash = url.indexOf('#');
        String base = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        String separator = !base.contains("?") ? "?" : base.endsWith("?") || base.endsWith("&") ? "" : "&";
        return base + separator + encoded(parameters) + fragment;
    }

    private static String withFragment(String url, Map<String, String> parameters) {
        int hash = url.indexOf('#');
        return (hash < 0 ? url : url.substring(0, hash)) + "#" + encoded(parameters);
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    /** OAuth 2.0 Form Post Response Mode; without JavaScript by the button. */
    private static Response formPost(ResponseTarget target, Map<String, String> parameters) {
        StringBuilder fields = new StringBuilder();
        parameters.forEach((name, value) -> fields.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">%n"
                .formatted(Html.escaped(name), Html.escaped(value))));
        String body = """
                <form method="post" action="%s">
                %s<noscript><button type="submit">Continue</button></noscript>
                </form>""".formatted(Html.escaped(target.redirectUri()), fields);
        String targets = RegisteredUrls.origin(target.redirectUri()).orElse("'none'");
        // Browsers count where the application redirects to after the form, which is not known here.
        return Page.of("Signing in", "button { font: inherit; padding: .75rem 1.5rem; }", body)
                .withScript(SUBMIT)
                .formsTo(targets + " https: http://localhost:*")
                .response(200);
    }

    private static Response webMessage(ResponseTarget target, Map<String, String> parameters) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        parameters.forEach(response::put);
        String origin = RegisteredUrls.origin(target.redirectUri()).orElseThrow();
        String script = POST_MESSAGE.formatted(json(response), json(JsonNodeFactory.instance.textNode(origin)));
        return Page.of("Signing in", "", "<p></p>")
                .withScript(script)
                .inFramesOf(origin)
                .response(200);
    }

    /** JSON that ends neither the element nor a line of JavaScript. */
    private static String json(JsonNode node) {
        return new String(OAuthResponses.bytes(node), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
