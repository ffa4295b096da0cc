package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** What came of many requests: each has to have a response, and one of those that are expected. */
final class Responses {
    private final List<HttpResponse<String>> all;

    private Responses(List<HttpResponse<String>> all) {
        this.all = all;
    }

    /** Waits for them; fails when one has no response. */
    static Responses of(List<CompletableFuture<HttpResponse<String>>> sent) {
        List<HttpResponse<String>> responses = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : sent) {
            try {
                responses.add(each.join());
            } catch (CompletionException e) {
                failures.add(String.valueOf(e.getCause()));
            }
        }
        assertThat(failures).as("requests without a response").isEmpty();
        return new Responses(responses);
    }

    /** Fails when one has another status, or a 503 does not say when to try again. */
    Responses expect(Integer... statuses) {
        List<Integer> expected = Arrays.asList(statuses);
        List<String> others = all.stream()
                .filter(response -> !expected.contains(response.statusCode()))
                .map(Target::summary)
                .distinct()
                .limit(5)
                .toList();
        assertThat(others)
                .as("responses other than %s, of %s", expected, counts())
                .isEmpty();
        all.forEach(Target::requireRetryAfter);
        return this;
    }

    long count(int status) {
        return all.stream().filter(response -> response.statusCode() == status).count();
    }

    String counts() {
        return all.stream()
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()))
                .toString();
    }
}
