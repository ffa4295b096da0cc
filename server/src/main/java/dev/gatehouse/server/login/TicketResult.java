package dev.gatehouse.server.login;

import dev.gatehouse.server.ticket.Ticket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a ticket, which the application gets in the query of the redirect.
 *
 * @param success whether the ticket was valid and its purpose is fulfilled
 * @param code machine-readable
 * @param message human-readable
 * @param ticket null when there is none
 */
public record TicketResult(
        boolean success,
        String code,
        String message,
        @Nullable Ticket ticket) {
    /** The ticket's result URL with the result in its query; null when it has none. */
    public @Nullable String redirect() {
        String url = ticket == null ? null : ticket.resultUrl();
        if (ticket == null || url == null) {
            return null;
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (ticket.includesEmail() && !ticket.email().isEmpty()) {
            query.put("email", ticket.email());
        }
        query.put("success", Boolean.toString(success));
        query.put("message", message);
        query.put("code", code);
        return withQuery(url, query);
    }

    /** A URL with more in its query; what was there stays, and so does its fragment. */
    static String withQuery(String url, Map<String, String> more) {
        String added = more.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        int hash = url.indexOf('#');
        String base = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        String separator = base.contains("?") ? (base.endsWith("?") || base.endsWith("&") ? "" : "&") : "?";
        return base + separator + added + fragment;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
