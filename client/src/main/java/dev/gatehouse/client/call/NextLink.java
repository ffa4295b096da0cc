package dev.gatehouse.client.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header of a page (RFC 8288). */
final class NextLink {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?([^\";,]*\\s)?next(\\s[^\";,]*)?\"?");
    private static final Pattern FROM = Pattern.compile("[?&]from=([^&#]+)");

    private NextLink() {}

    /** The {@code from} of the link to the next page; null when there is none. Only that is taken: the address is not trusted. */
    static @Nullable String from(@Nullable List<String> headers) {
        for (String header : headers == null ? List.<String>of() : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                Matcher from = FROM.matcher(link.group(1));
                if (NEXT.matcher(link.group(2)).find() && from.find()) {
                    return decoded(from.group(1));
                }
            }
        }
        return null;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
