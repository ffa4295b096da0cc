package dev.gatehouse.it.adversary;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a parser of queries may choke on: no input of {@code q} is an error of the server. */
final class HostileQueries implements Attack {
    private static final int RANDOM_QUERIES = 300;
    private static final List<String> PIECES = List.of(
            "a",
            "*",
            "?",
            "\"",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "^",
            "~",
            ":",
            "\\",
            "/",
            "+",
            "-",
            "!",
            "&&",
            "||",
            " AND ",
            " OR ",
            " NOT ",
            " TO ",
            "name:",
            "email.raw:",
            "user_metadata.a:",
            "_exists_:",
            "0",
            "9".repeat(40),
            "1e999",
            "\u0000",
            "\ud800",
            "\ud83d\ude00",
            "'",
            ";",
            "%",
            "_",
            " ",
            "\n");

    @Override
    public String name() {
        return "hostile queries";
    }

    @Override
    public void on(Target target) {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (String query : queries()) {
            sent.add(target.sendLater(target.request("GET", WildcardSearches.search(query), "")));
            if (sent.size() % 16 == 0) {
                sent.get(sent.size() - 1).join(); // not all at once: this is about what they say
            }
        }
        Responses.of(sent).expect(200, 400, 414, 431, 503);
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>(List.of(
                "name:a^" + "9".repeat(3_000),
                "*a ".repeat(1_000),
                "(".repeat(2_000) + "a" + ")".repeat(2_000),
                "NOT ".repeat(900) + "a",
                "name:[* TO *]",
                "name:{\"\" TO \"\"}",
                "name:a~99999999999",
                "\"a b\"~99999999999",
                "name:/(a+)+$/",
                "name:/" + "(".repeat(1_000) + "/",
                "_exists_:" + "a.".repeat(1_000),
                "a".repeat(4_000),
                "name:\\",
                "\\u",
                "\\uD800",
                "logins_count:[" + "9".repeat(1_000) + " TO *]",
                "logins_count:1e999999999",
                "created_at:[0000-00-00 TO 9999999-99-99]",
                "a:b:c:d",
                "\u0000"));
        Random random = new Random(11);
        for (int i = 0; i < RANDOM_QUERIES; i++) {
            queries.add(IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining()));
        }
        return queries;
    }
}
