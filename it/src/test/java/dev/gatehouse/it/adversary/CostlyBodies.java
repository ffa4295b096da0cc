package dev.gatehouse.it.adversary;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Bodies that are small, and valid, and large once they are parsed: from 48 connections, four times over. */
final class CostlyBodies implements Attack {
    private static final int CONNECTIONS = 48;
    private static final int ROUNDS = 4;
    private static final int MOST_BYTES = 1 << 20;

    @Override
    public String name() {
        return "bodies of a megabyte of {} and other bombs";
    }

    @Override
    public void on(Target target) throws Exception {
        List<String> bodies = bodies();
        try (Bystanders bystanders = Bystanders.askingForHealth(target)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    String body = bodies.get((round * CONNECTIONS + i) % bodies.size());
                    sent.add(target.sendLater(target.request("POST", Target.USERS, body)));
                }
                Responses.of(sent).expect(201, 400, 409, 413, 503);
            }
            bystanders.requireResponses();
        }
        if (target.server().log().contains("OutOfMemoryError")) {
            throw new AssertionError("the server was out of memory");
        }
    }

    private static List<String> bodies() {
        return List.of(
                user("[" + repeated("{}", (MOST_BYTES - 300) / 3) + "]"), // a megabyte: more values than are taken
                user("[" + repeated("{}", 60_000) + "]"), // nearly as many as are taken
                user("{" + numbered(30_000) + "}"),
                user("[" + "[".repeat(100_000) + "]".repeat(100_000) + "]"),
                user("{\"a\":".repeat(900) + "1" + "}".repeat(900)),
                user("1e999999999"),
                user("9".repeat(900_000)),
                user("0." + "1".repeat(900_000)),
                user("\"" + "\\u0000".repeat(100_000) + "\""),
                user("\"" + "a".repeat(900_000) + "\""),
                user("{" + repeated("\"a\":1", 60_000) + "}"),
                "[".repeat(200_000),
                "{\"connection\":" + "\"".repeat(3));
    }

    private static String user(String metadata) {
        String user = Target.newUser();
        return user.substring(0, user.length() - 1) + ",\"user_metadata\":{\"a\":" + metadata + "}}";
    }

    private static String repeated(String value, int times) {
        return (value + ",").repeat(times - 1) + value;
    }

    private static String numbered(int count) {
        StringBuilder members = new StringBuilder("\"0\":{}");
        for (int i = 1; i < count; i++) {
            members.append(",\"").append(i).append("\":{}");
        }
        return members.toString();
    }
}
