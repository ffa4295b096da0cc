package dev.gatehouse.it.adversary;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Metadata of 20,000 keys that all have the same hash code: others go on writing. */
final class EqualHashKeys implements Attack {
    private static final int KEYS = 20_000;
    private static final int BITS = 15;

    @Override
    public String name() {
        return "metadata of 20,000 keys with equal hash codes";
    }

    @Override
    public void on(Target target) throws Exception {
        HttpResponse<String> user = target.post(Target.USERS, Target.newUser());
        String path = Target.USERS + "/"
                + Target.JSON.readTree(user.body()).path("user_id").asText().replace("|", "%7C");
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        String metadata = metadata();
        for (int i = 0; i < 3; i++) {
            String create = Target.newUser();
            sent.add(target.sendLater(target.request(
                    "POST",
                    Target.USERS,
                    create.substring(0, create.length() - 1) + ",\"user_metadata\":" + metadata + "}")));
            sent.add(target.sendLater(target.request("PATCH", path, "{\"app_metadata\":" + metadata + "}")));
        }
        List<CompletableFuture<HttpResponse<String>>> others = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            others.add(target.sendLater(target.request("POST", Target.USERS, Target.newUser())));
        }
        Responses.of(others).expect(201);
        Responses.of(sent).expect(200, 201, 400, 413, 503);
    }

    private static String metadata() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < KEYS; i++) {
            json.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < BITS; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // which have one hash code
            }
            json.append("\":1");
        }
        return json.append('}').toString();
    }
}
