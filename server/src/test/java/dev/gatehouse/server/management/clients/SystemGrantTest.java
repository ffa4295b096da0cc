package dev.gatehouse.server.management.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import org.junit.jupiter.api.Test;

class SystemGrantTest extends ApiTest {
    private static final String REFUSED =
            "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"The grant is a"
                    + " system one: it goes with its client and cannot be changed or deleted.\","
                    + "\"errorCode\":\"operation_not_supported\"}";

    @Test
    void comesAndGoesWithAClientForExpressConfiguration() {
        String client = newClient("express_configuration");

        ApiResponse grants = get("/client-grants?client_id=" + client).expect(200);
        assertThat(grants.text("/0/audience")).isEqualTo(TestTenant.AUDIENCE);
        assertThat(grants.text("/0/is_system")).isEqualTo("true");
        assertThat(grants.text("/0/subject_type")).isEqualTo("client");
        assertThat(grants.text("/0/scope/0")).isEqualTo("read:clients");
        assertThat(grants.text("/0/scope/15")).isEqualTo("delete:scim_token");

        String path = "/client-grants/" + grants.text("/0/id");
        assertThat(patch(path, "{'scope': []}")).hasToString(REFUSED);
        assertThat(delete(path)).hasToString(REFUSED);

        delete("/clients/" + client).expect(204);
        assertThat(get("/client-grants?client_id=" + client)).hasToString("200 []");
    }

    @Test
    void doesNotComeWithOtherClients() {
        assertThat(get("/client-grants?client_id=" + newClient("non_interactive")))
                .hasToString("200 []");
    }

    private String newClient(String type) {
        return post("/clients", "{'name': 'c', 'app_type': '" + type + "'}")
                .expect(201)
                .text("/client_id");
    }
}
