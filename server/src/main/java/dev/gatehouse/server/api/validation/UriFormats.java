package dev.gatehouse.server.api.validation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of addresses (RFC 3986), with and without the placeholders that the API knows. */
final class UriFormats {
    /** As in {@code https://{organization_name}.example.com} and {@code https://*.example.com}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/\\s]{0,100}}|\\*");

    private static final Set<String> SCRIPTING = Set.of("javascript", "data", "vbscript");
    private static final Set<String> WEB = Set.of("http", "https");

    private UriFormats() {}

    static boolean isAbsolute(String text) {
        URI uri = parsed(text);
        return uri != null && uri.isAbsolute() && !isScript(uri) && hasHost(uri);
    }

    static boolean isHttps(String text) {
        URI uri = parsed(text);
        return uri != null && "https".equalsIgnoreCase(uri.getScheme()) && hasHost(uri);
    }

    static boolean isHttpsWithPlaceholders(String text) {
        return isHttps(filledIn(text));
    }

    static boolean isAbsoluteWithPlaceholders(String text) {
        return isAbsolute(filledIn(text));
    }

    /** Any scheme but a scripting one, since apps have schemes of their own; a port is no scheme's content. */
    static boolean isCallback(String text) {
        URI uri = parsed(filledIn(text));
        return uri != null && uri.isAbsolute() && !isScript(uri) && hasHost(uri);
    }

    private static String filledIn(String text) {
        return PLACEHOLDER.matcher(text).replaceAll("x");
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isScript(URI uri) {
        return SCRIPTING.contains(scheme(uri));
    }

    /** An address of the web names a host; {@code localhost:3000} is no address, though its host would do for a scheme. */
    private static boolean hasHost(URI uri) {
        if (WEB.contains(scheme(uri))) {
            return uri.getRawAuthority() != null && !uri.getRawAuthority().isEmpty();
        }
        return !uri.isOpaque()
                || !Character.isDigit(uri.getRawSchemeSpecificPart().charAt(0));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
