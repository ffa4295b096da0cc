package dev.gatehouse.server.management.logstreams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogStreamsTest extends ApiTest {
    @AfterEach
    void deleteAll() {
        get("/log-streams")
                .json()
                .forEach(each -> delete("/log-streams/" + each.path("id").asText()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'carrier-pigeon', 'sink': {}}
            {'type': 'http', 'sink': {}}
            {'type': 'http', 'sink': {'httpEndpoint': 'http://plain.example'}}
            {'type': 'datadog', 'sink': {'datadogApiKey': 'k'}}
            {'type': 'splunk', 'sink': {'splunkDomain': 'd', 'splunkPort': '8088', 'splunkToken': 't'}}
            """)
    void refuses(String body) {
        post("/log-streams", body).expect(400);
    }

    @Test
    void aStreamOfPriorityHasTheEventsOfSecurity() {
        ApiResponse created = post("/log-streams", """
                {'name': 'ours', 'type': 'datadog', 'isPriority': true,
                 'sink': {'datadogRegion': 'us', 'datadogApiKey': '121233'}}""").expect(200);

        assertThat(created.text("/id")).matches("lst_\\d{16}");
        assertThat(created.text("/status")).isEqualTo("active");
        assertThat(created.json().at("/filters").toString())
                .isEqualTo("[{\"type\":\"category\",\"name\":\"security\"}]");
        assertThat(get("/log-streams").json().get(0)).isEqualTo(created.json());
        ApiResponse changed = patch(
                "/log-streams/" + created.text("/id"),
                "{'filters': [{'type': 'category', 'name': 'auth.login.fail'}]}");
        assertThat(changed.json().path("filters")).isEqualTo(created.json().path("filters"));
    }

    @Test
    void changesMemberByMemberAndShowsNoPassword() {
        String id = post("/log-streams", """
                {'name': 'mix', 'type': 'mixpanel', 'sink': {'mixpanelRegion': 'us', 'mixpanelProjectId': '12',
                 'mixpanelServiceAccountUsername': 'u', 'mixpanelServiceAccountPassword': 'secret-word'}}""").expect(200).text("/id");

        ApiResponse changed = patch("/log-streams/" + id, """
                {'sink': {'mixpanelRegion': 'eu', 'mixpanelProjectId': '12', 'mixpanelServiceAccountUsername': 'u'},
                 'status': 'paused'}""").expect(200);

        assertThat(changed.text("/sink/mixpanelProjectId")).isEqualTo("12");
        assertThat(changed.text("/sink/mixpanelRegion")).isEqualTo("eu");
        assertThat(changed.text("/sink/mixpanelServiceAccountPassword")).isEqualTo("********");
        assertThat(get("/log-streams/" + id).body())
                .doesNotContain("secret-word")
                .contains("\"status\":\"paused\"");
        assertThat(delete("/log-streams/" + id)).hasToString("204");
        get("/log-streams/" + id).expect(404);
    }

    @Test
    void namesThePartnerSourceOfAmazon() {
        ApiResponse created = post("/log-streams", """
                {'type': 'eventbridge', 'sink': {'awsAccountId': '999999999999', 'awsRegion': 'us-west-2'}}""").expect(200);

        assertThat(created.text("/sink/awsPartnerEventSource"))
                .matches("aws\\.partner/auth0\\.com/tenant\\.example-[0-9a-f-]{36}/auth0\\.logs");
    }
}
