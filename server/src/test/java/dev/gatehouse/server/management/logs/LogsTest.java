package dev.gatehouse.server.management.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsTest extends ApiTest {
    private String roleId = "";

    @BeforeAll
    void doSomething() {
        roleId = post("/roles", "{'name': 'one', 'description': 'first'}")
                .expect(200)
                .text("/id");
        patch("/roles/" + roleId, "{'description': 'second'}").expect(200);
        delete("/roles/" + roleId).expect(200);
        post("/roles", "{'name': 'two'}").expect(200);
        put("/rules-configs/KEY", "{'value': 'hush-hush'}").expect(200);
        post("/roles", "{'name': 5}").expect(400);
    }

    @Test
    void tellsWhoDidWhat() {
        JsonNode created = search("details.request.body.name:one").json().get(0);

        assertThat(created.path("type").asText()).isEqualTo("sapi");
        assertThat(created.path("description").asText()).isEqualTo("Create a role");
        assertThat(created.path("client_id").asText()).isEqualTo("first-client");
        assertThat(created.at("/details/request/method").asText()).isEqualTo("post");
        assertThat(created.at("/details/request/path").asText()).isEqualTo("/api/v2/roles");
        assertThat(created.at("/details/request/body").toString())
                .isEqualTo("{\"name\":\"one\",\"description\":\"first\"}");
        assertThat(created.at("/details/response/statusCode").asInt()).isEqualTo(200);
        assertThat(created.at("/details/response/body/id").asText()).isEqualTo(roleId);
        assertThat(get("/logs/" + created.path("log_id").asText()).json()).isEqualTo(created);
    }

    @Test
    void tellsOfReadsThatShowSecretsAndOfNoOther() {
        String client =
                "/clients/" + post("/clients", "{'name': 'app'}").expect(201).text("/client_id");
        String secret = get(client).expect(200).text("/client_secret");
        get(client + "?fields=name").expect(200);
        get("/roles").expect(200);
        get("/clients?fields=client_id,name").expect(200);
        get("/clients").expect(200);

        JsonNode reads = search("type:mgmt_api_read").json();

        assertThat(reads).hasSize(2);
        assertThat(reads.at("/0/details/request/path").asText()).isEqualTo("/api/v2/clients");
        assertThat(reads.at("/1/details/request/path").asText()).isEqualTo("/api/v2" + client);
        assertThat(reads.at("/1/details/request/method").asText()).isEqualTo("get");
        assertThat(reads.at("/1/details/response/body/client_secret").asText()).isEqualTo("*****");
        assertThat(get("/logs?per_page=100").body()).doesNotContain(secret);
    }

    @Test
    void masksSecretsAndLogsNoRefusal() {
        String all = get("/logs?per_page=100").body();

        assertThat(all).contains("/rules-configs/KEY").contains("*****").doesNotContain("hush-hush");
        assertThat(all).doesNotContain("\"statusCode\":400");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type:sapi AND details.request.method:patch                      | 1
            type:"fapi"                                                     | 0
            details.request.path:*roles* AND NOT details.request.method:post | 2
            date:[2000-01-01 TO 2001-01-01]                                 | 0
            _exists_:details.response.body.id AND type:s*                   | 3
            """)
    void searches(String query, int found) {
        assertThat(search(query).json()).hasSize(found);
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertThat(search("type:("))
                .hasToString(refusal(
                        400,
                        "Query validation error: 'Not a search query: an end too early at character 7' on property q (A search in Lucene's syntax).",
                        "invalid_query_string"));
        assertThat(get("/logs/900")).hasToString(refusal(404, "The log event does not exist.", null));
    }

    @Test
    void pagesNewestFirstUnlessAskedOtherwise() {
        List<String> newestFirst = dates("/logs?per_page=100&include_totals=false");
        List<String> oldestFirst = dates("/logs?per_page=100&sort=date:1");

        assertThat(newestFirst).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(oldestFirst).isSorted();
        assertThat(get("/logs?per_page=2&page=1&include_totals=true")
                        .json()
                        .path("length")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void goesOnFromACheckpointUntilTheEnd() {
        List<String> seen = new ArrayList<>();
        String next = "/logs?take=2";
        ApiResponse page = get(next);
        while (!page.json().isEmpty()) {
            page.json().forEach(event -> seen.add(event.path("log_id").asText()));
            String link = String.valueOf(page.header("link"));
            assertThat(link)
                    .startsWith("<https://tenant.example/api/v2/logs?from=")
                    .endsWith("&take=2>; rel=\"next\"");
            page = get(link.substring(link.indexOf("/logs"), link.indexOf('>')));
        }
        assertThat(page.header("link")).isNull();
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void listsTheEventsOfAUser() {
        assertThat(get("/users/auth0%7Cnobody/logs")).hasToString("200 []");
    }

    private List<String> dates(String path) {
        List<String> dates = new ArrayList<>();
        get(path)
                .expect(200)
                .json()
                .forEach(event -> dates.add(event.path("date").asText()));
        return dates;
    }

    private ApiResponse search(String query) {
        return get("/logs?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
