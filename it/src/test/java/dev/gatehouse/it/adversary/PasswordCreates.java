package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** 200 users with passwords at once, each of which takes a processor and 19 MiB for a while. */
final class PasswordCreates implements Attack {
    private static final int AT_ONCE = 200;

    @Override
    public String name() {
        return "200 password creates at once";
    }

    @Override
    public void on(Target target) throws Exception {
        try (Bystanders bystanders = Bystanders.askingForHealth(target)) {
            List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String user = Target.newUser()
                        .replace(":\"" + Target.CONNECTION + "\"", ":\"Username-Password-Authentication\"")
                        .replace("\"name\"", "\"password\":\"Tulip-" + i + "-Harbour\",\"name\"");
                sent.add(target.sendLater(target.request("POST", Target.USERS, user)));
            }
            Responses responses = Responses.of(sent).expect(201, 503);
            assertThat(responses.count(201)).as(responses.counts()).isPositive();
            bystanders.requireServed();
        }
    }
}
