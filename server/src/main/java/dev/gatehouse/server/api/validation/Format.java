package dev.gatehouse.server.api.validation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The string formats of the API, by the names its messages give them. A format whose name ends in {@code -or-empty} also
 * accepts the empty text. Immutable and thread-safe; every test is linear in the length of the text.
 */
final class Format {
    private static final Map<String, Format> BY_NAME = new HashMap<>();

    static {
        add("date-time", text -> parses(OffsetDateTime::parse, text));
        add("date", text -> parses(LocalDate::parse, text));
        add("non-empty-string", text -> !text.isEmpty());
        add("uuid", "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        add("hexadecimal", "[0-9A-Fa-f]+");
        add("html-color", "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");
        add("html-color-or-null", "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");
        add("email", HostFormats::isEmail);
        add("hostname", HostFormats::isHostname);
        add("hostname-rfc2181", HostFormats::isDomainName);
        add("ipv4", HostFormats::isIpv4);
        add("ipv6", HostFormats::isIpv6);
        add("cidr", HostFormats::isIpv4Range);
        add("ipv6_cidr", HostFormats::isIpv6Range);
        add("uri", UriFormats::isAbsolute);
        add("url", UriFormats::isAbsolute);
        add("url-or-null", UriFormats::isAbsolute);
        add("strict-uri", UriFormats::isAbsolute);
        add("strict-https-uri", UriFormats::isHttps);
        add("strict-https-uri-or-null", UriFormats::isHttps);
        add("absolute-uri-or-empty", UriFormats::isAbsolute);
        add("absolute-https-uri-or-empty", UriFormats::isHttps);
        add("absolute-https-uri-with-placeholders-or-empty", UriFormats::isHttpsWithPlaceholders);
        add("ec-initiate-login-uri-template-url", UriFormats::isHttpsWithPlaceholders);
        add("forms-url-https", UriFormats::isHttpsWithPlaceholders);
        add("url-with-placeholders", UriFormats::isAbsoluteWithPlaceholders);
        add("callback-url", UriFormats::isCallback);
        add("email-or-empty", HostFormats::isEmail);
        add("forms-custom-identifier", "[A-Za-z0-9][A-Za-z0-9_-]*");
        NameFormats.addTo((name, pattern) -> add(name, pattern));
    }

    private final Predicate<String> test;

    private Format(Predicate<String> test) {
        this.test = test;
    }

    /** The format of that name; null for one that is not checked. */
    static @Nullable Format named(String name) {
        return BY_NAME.get(name);
    }

    boolean accepts(String text) {
        return test.test(text);
    }

    private static void add(String name, Predicate<String> test) {
        BY_NAME.put(name, new Format(name.endsWith("-or-empty") ? text -> text.isEmpty() || test.test(text) : test));
    }

    private static void add(String name, String pattern) {
        add(name, Pattern.compile(pattern).asMatchPredicate());
    }

    private static boolean parses(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
