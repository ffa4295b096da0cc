package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Input that is quoted: at most 100 characters of it, in responses as in the log. */
final class LongInput implements Attack {
    private static final String LONG = "Quoted-by-nobody-".repeat(500);
    private static final int REPEATED = 300;
    private static final int MAX_LOG_LINES = 300;

    @Override
    public String name() {
        return "long input, to be quoted or logged";
    }

    @Override
    public void on(Target target) throws Exception {
        long lines = target.server().log().lines().count();
        for (HttpRequest request : requests(target)) {
            for (int i = 0; i < REPEATED / 10; i++) {
                HttpResponse<String> response = target.send(request);
                assertThat(response.statusCode()).as(Target.summary(response)).isBetween(400, 499);
                assertThat(response.body().length()).as(response.body()).isLessThan(1_000);
            }
        }
        assertThat(target.server().log().lines().count() - lines).isLessThan(MAX_LOG_LINES);
        assertThat(target.server().log()).doesNotContain("Quoted-by-nobody-".repeat(8));
    }

    private static List<HttpRequest> requests(Target target) {
        return List.of(
                target.request("POST", Target.USERS, "{\"" + LONG + "\":1}"),
                target.request("POST", Target.USERS, "{\"connection\":\"" + LONG + "\",\"email\":\"" + LONG + "\"}"),
                target.request("POST", Target.USERS, LONG),
                target.request("POST", "/api/v2/clients", "{\"name\":\"a\",\"app_type\":\"" + LONG + "\"}"),
                target.request("POST", "/api/v2/roles", "{\"name\":[\"" + LONG + "\"]}"),
                target.request("GET", "/api/v2/users?per_page=" + LONG, ""),
                target.request("GET", "/api/v2/users?q=" + LONG + ":[", ""),
                target.request("GET", "/api/v2/" + LONG, ""),
                target.request("GET", "/api/v2/users/" + LONG, ""),
                target.request("GET", Target.USERS, "", LONG));
    }
}
