package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Secrets that are guessed, of a client that there is and of one that there is not. */
final class WrongSecrets implements Attack {
    private static final int GUESSES = 12;
    private static final Duration HELD_BACK = Duration.ofMillis(90);

    @Override
    public String name() {
        return "guessed client secrets";
    }

    @Override
    public void on(Target target) throws Exception {
        Set<String> said = new HashSet<>();
        for (int i = 0; i < GUESSES; i++) {
            said.add(guess(target, target.credential("client_id"), i));
            said.add(guess(target, "unknown-client-of-nobody", i));
        }
        assertThat(said)
                .as("what is said of a client that there is, and of one that there is not")
                .hasSize(1);
        // Its own client is slowed for it, and served.
        HttpResponse<String> right = target.requestToken();
        assertThat(right.statusCode()).as(Target.summary(right)).isEqualTo(200);
        HttpResponse<String> events = target.get("/api/v2/logs?per_page=50&q=type:feccft");
        assertThat(events.statusCode()).as(Target.summary(events)).isEqualTo(200);
        int noted = Target.JSON.readTree(events.body()).size();
        assertThat(noted).as("events of wrong secrets").isBetween(1, GUESSES - 1);
    }

    private static String guess(Target target, String clientId, int number) throws Exception {
        long started = System.nanoTime();
        HttpResponse<String> response =
                target.send(target.tokenRequest(clientId, "a-wrong-secret-of-some-length-" + number));
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("held back")
                .isGreaterThan(HELD_BACK);
        assertThat(response.statusCode()).isEqualTo(401);
        return response.body();
    }
}
