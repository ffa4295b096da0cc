package dev.gatehouse.server.management.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listing, searching and sorting users; how lists are paged is the same everywhere. */
class UserListTest extends ApiTest {
    @BeforeAll
    void prepare() {
        post("/connections", "{'name': 'mail', 'strategy': 'email'}").expect(201);
        post("/connections", "{'name': 'other', 'strategy': 'email'}").expect(201);
        create("mail", "'user_id': 'b', 'email': 'b@x.example', 'name': 'Bee', 'app_metadata': {'n': 10}");
        create("mail", "'user_id': 'a', 'email': 'a@x.example', 'name': 'Ann', 'app_metadata': {'n': 9}");
        create("other", "'user_id': 'c', 'email': 'a@x.example', 'name': 'Cee', 'blocked': true");
    }

    private void create(String connection, String members) {
        post("/users", "{'connection': '" + connection + "', " + members + "}").expect(201);
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        JsonNode answer = get(path).expect(200).json();
        (answer.isArray() ? answer : answer.path("users"))
                .forEach(user -> ids.add(user.at("/identities/0/user_id").asText()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            '';                                          b a c
            connection=mail;                             b a
            connection=none;                             ''
            q=email:a@x.example;                         a c
            q=email:%22A@X.EXAMPLE%22;                   a c
            q=blocked:true;                              c
            q=app_metadata.n:[10%20TO%20*];              b
            q=name:Bee%20OR%20name:Cee;                  b c
            q=email:a@x.example&connection=other;        c
            q=NOT%20blocked:true&search_engine=v3;       b a
            sort=name:1;                                 a b c
            sort=name:-1;                                c b a
            sort=app_metadata.n:1&connection=mail;       a b
            sort=name:1&per_page=1&page=1;               b
            q=name:*e*&sort=name:-1&per_page=1;          c
            """)
    void finds(String query, String expected) {
        assertThat(String.join(" ", ids("/users?" + query))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            q=name:(;      Query validation error: 'Not a search query: an end too early at character 7' on property q (A search in Lucene's syntax).
            q=name:a~;     Query validation error: 'Not a search query: a fuzzy search at character 7' on property q (A search in Lucene's syntax).
            q=/a.*/;       Query validation error: 'Not a search query: a regular expression at character 1' on property q (A search in Lucene's syntax).
            """)
    void refuses(String query, String message) {
        assertThat(get("/users?" + query)).hasToString(refusal(400, message, "invalid_query_string"));
    }

    /** An id may have an encoded character in it, which is not the server's to decode. */
    @Test
    void findsIdsThatLookEncodedAndAddressesWithAPlus() {
        create("other", "'user_id': 'siwe|eip155%3A5/x', 'email': 'foo+bar@x.example'");
        try {
            assertThat(get("/users/email%7Csiwe%7Ceip155%253A5%2Fx")
                            .expect(200)
                            .json()
                            .path("user_id")
                            .asText())
                    .isEqualTo("email|siwe|eip155%3A5/x");
            assertThat(ids("/users?q=email:%22foo%2Bbar@x.example%22")).containsExactly("siwe|eip155%3A5/x");
            assertThat(get("/users-by-email?email=foo%2Bbar@x.example")
                            .expect(200)
                            .json())
                    .hasSize(1);
        } finally {
            delete("/users/email%7Csiwe%7Ceip155%253A5%2Fx").expect(204);
        }
    }

    @Test
    void countsWhatItFinds() {
        JsonNode page = get("/users?q=email:a@x.example&include_totals=true&per_page=1&page=1")
                .expect(200)
                .json();

        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("start").asInt()).isEqualTo(1);
        assertThat(page.path("length").asInt()).isEqualTo(1);
        assertThat(page.path("users")).hasSize(1);
    }

    @Test
    void findsByEmail() {
        assertThat(ids("/users-by-email?email=A@x.example")).containsExactly("a", "c");
        assertThat(get("/users-by-email?email=a@x.example&fields=name"))
                .hasToString("200 [{\"name\":\"Ann\"},{\"name\":\"Cee\"}]");
        assertThat(get("/users-by-email?email=nobody@x.example")).hasToString("200 []");
        assertThat(get("/users-by-email"))
                .hasToString(refusal(
                        400, "Query validation error: 'Missing required property: email'.", "invalid_query_string"));
    }
}
