package dev.gatehouse.testkit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A mail that the tenant has sent.
 *
 * @param to the address it went to
 * @param from who sent it
 * @param html what it says
 * @param template the name of its template, as in {@code verify_email}
 */
public record ReceivedMail(String to, String from, String subject, String html, String template) {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    /** The addresses that its links lead to, in their order, each once. */
    public List<String> links() {
        return LINK.matcher(html)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
    }
}
