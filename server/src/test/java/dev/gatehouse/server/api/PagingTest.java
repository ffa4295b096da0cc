package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages by number and by checkpoint, and {@code fields}, as every list has them. */
class PagingTest extends ApiTest {
    @BeforeAll
    void makeRoles() {
        for (int i = 0; i < 7; i++) {
            post("/roles", "{'name':'role " + i + "'}").expect(200);
        }
        for (int i = 0; i < 5; i++) {
            post("/users", """
                    {'connection':'Username-Password-Authentication','email':'user%d@tenant.example','password':'Secret-42!'}
                    """.formatted(i)).expect(201);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 7",
        "?per_page=3, 3",
        "?per_page=3&page=2, 1",
        "?per_page=3&page=3, 0",
        "?page=2147483647&per_page=100, 0",
        "?page=0&per_page=100, 7",
    })
    void answersABareArray(String query, int items) {
        assertThat(get("/roles" + query).expect(200).json()).hasSize(items);
    }

    @ParameterizedTest
    @CsvSource({
        "include_totals=true, 0, 50, 7",
        "include_totals=true&per_page=3, 0, 3, 3",
        "include_totals=true&per_page=3&page=2, 6, 3, 1",
        "include_totals=true&per_page=3&page=9, 27, 3, 0",
    })
    void answersTotalsWhenAsked(String query, int start, int limit, int length) {
        JsonNode page = get("/roles?" + query).expect(200).json();

        assertThat(page.path("start").asInt()).isEqualTo(start);
        assertThat(page.path("limit").asInt()).isEqualTo(limit);
        assertThat(page.path("total").asInt()).isEqualTo(7);
        assertThat(page.path("roles")).hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({"'', 0, 50, 2", "?per_page=0, 0, 0, 0", "?per_page=1, 0, 1, 1", "?per_page=1&page=1, 1, 1, 1"})
    void answersTotalsUnaskedWhereTheApiHasNoBareList(String query, int page, int size, int length) {
        for (String name : List.of("one", "two")) {
            post("/actions/actions", "{'name': '" + name + "', 'supported_triggers': [{'id': 'post-login'}]}");
        }
        JsonNode envelope = get("/actions/actions" + query).expect(200).json();

        assertThat(envelope.path("page").asInt()).isEqualTo(page);
        assertThat(envelope.path("per_page").asInt()).isEqualTo(size);
        assertThat(envelope.path("total").asInt()).isEqualTo(2);
        assertThat(envelope.path("actions")).hasSize(length);
    }

    @Test
    void hasNothingFarBeyondTheEnd() {
        String organization =
                post("/organizations", "{'name':'paged'}").expect(201).text("/id");

        for (String path : List.of("/users", "/roles", "/organizations/" + organization + "/enabled_connections")) {
            assertThat(get(path + "?page=999999999999&per_page=7")).hasToString("200 []");
        }
    }

    @Test
    void goesOnFromCheckpointToCheckpoint() {
        List<String> emails = new ArrayList<>();
        ApiResponse page = get("/users?take=2").expect(200);
        while (true) {
            page.json()
                    .path("users")
                    .forEach(user -> emails.add(user.path("email").asText()));
            if (!page.json().has("next")) {
                break;
            }
            page = get("/users?take=2&from=" + page.text("/next")).expect(200);
        }

        assertThat(emails)
                .containsExactlyInAnyOrder(
                        "user0@tenant.example",
                        "user1@tenant.example",
                        "user2@tenant.example",
                        "user3@tenant.example",
                        "user4@tenant.example");
    }

    @ParameterizedTest
    @CsvSource({
        "'fields=email', 'email'",
        "'fields=email,user_id', 'email,user_id'",
        "'fields=email&include_fields=true', 'email'",
        "'fields=nothing', ''",
    })
    void answersTheFieldsAskedFor(String query, String names) {
        for (JsonNode user : get("/users?" + query).expect(200).json()) {
            List<String> found = new ArrayList<>();
            user.fieldNames().forEachRemaining(found::add);
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(names.isEmpty() ? List.of() : List.of(names.split(",")));
        }
    }

    @Test
    void leavesFieldsOut() {
        JsonNode user = get("/users?fields=email,identities.connection&include_fields=false")
                .expect(200)
                .json()
                .get(0);

        assertThat(user.has("email")).isFalse();
        assertThat(user.has("user_id")).isTrue();
        assertThat(user.at("/identities/0").has("connection")).isFalse();
        assertThat(user.at("/identities/0").has("user_id")).isTrue();
    }
}
