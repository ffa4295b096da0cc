package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bodies of JSON that become far larger than they were sent. */
class BodyMemoryTest extends ServedTest {
    private static final int LARGE = 1 << 20;

    @Override
    HttpLimits limits() {
        return new HttpLimits(
                LARGE, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String type, String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(https(path)))
                        .header("content-type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String objects(int count) {
        return "[" + "{},".repeat(count - 1) + "{}]";
    }

    @Test
    void refusesTooManyValues() {
        HttpResponse<String> refused =
                post("/echo", "application/json", objects(110_000)).join();

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .isEqualTo("{\"statusCode\":413,\"error\":\"Payload Too Large\","
                        + "\"message\":\"The payload holds too many values\"}");
        assertThat(post("/echo", "text/plain", objects(110_000)).join().statusCode())
                .isEqualTo(200);
        assertThat(server.main().handler().heldBytes()).isZero();
    }

    @Test
    void holdsNoMoreThanItsBudgetAndTellsTheOthers() {
        // Each becomes some 20 MB: more of them than fit are sent, and those that fit wait in their endpoint.
        long each = 100L * 200_000;
        int more = (int) (Runtime.getRuntime().maxMemory() / 4 / each) + 4;
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            sent.add(post("/slow", "application/json", objects(100_000)));
        }
        await(entered);
        CompletableFuture.anyOf(sent.toArray(CompletableFuture[]::new)).join();
        assertThat(server.main().handler().heldBytes())
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 4);
        released.countDown();

        var statuses = sent.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
        assertThat(statuses).containsOnlyKeys(200, 503);
        assertThat(post("/echo", "application/json", objects(100_000)).join().statusCode())
                .isEqualTo(200);
        assertThat(server.main().handler().heldBytes()).isZero();
    }
}
