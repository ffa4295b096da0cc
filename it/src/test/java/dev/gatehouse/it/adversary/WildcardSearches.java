package dev.gatehouse.it.adversary;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches of many wildcards, of which each goes through all that users have. */
final class WildcardSearches implements Attack {
    private static final int CLIENTS = 4;
    private static final int SEARCHES_EACH = 3;

    @Override
    public String name() {
        return "searches of 250 wildcards";
    }

    @Override
    public void on(Target target) throws Exception {
        try (Bystanders bystanders = Bystanders.of(target)) {
            List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < CLIENTS * SEARCHES_EACH; i++) {
                sent.add(target.sendLater(
                        target.request("GET", search(queries().get(i % queries().size())), "")));
            }
            Responses.of(sent).expect(200, 400, 503);
            bystanders.requireServed();
        }
    }

    /** As many as are taken, and more. */
    private static List<String> queries() {
        return List.of(
                clauses(250, "*%c%c*"),
                clauses(250, "%c%c*"),
                clauses(250, "name:*%c%c*"),
                clauses(8, "*%c*%c*"),
                clauses(250, "NOT %c%c*"),
                clauses(250, "[%c TO %c]"));
    }

    private static String clauses(int count, String form) {
        return IntStream.range(0, count)
                .mapToObj(i -> form.formatted('a' + i % 26, 'a' + i / 26))
                .collect(Collectors.joining(" OR "));
    }

    static String search(String query) {
        return Target.USERS + "?search_engine=v3&include_totals=true&q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
