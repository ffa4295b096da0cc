package dev.gatehouse.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the cookies that a browser sends back (RFC 6265 §4.2). */
final class RequestCookies {
    private RequestCookies() {}

    /**
     * The cookies by their names, in their order. What is no cookie is skipped: other programs of the same host set what they
     * like, and a browser sends it along.
     *
     * @param headers the {@code Cookie} fields; HTTP/2 may send several (RFC 9113 §8.2.3)
     */
    static Map<String, String> parse(List<String> headers) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                String value = unquoted(pair.substring(equals + 1).strip());
                if (ResponseCookie.isName(name) && ResponseCookie.isValue(value)) {
                    cookies.putIfAbsent(name, value);
                }
            }
        }
        return cookies;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
