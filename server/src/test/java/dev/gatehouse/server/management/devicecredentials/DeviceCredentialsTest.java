package dev.gatehouse.server.management.devicecredentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.session.SignedInUser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCredentialsTest extends ApiTest {
    private static final String PATH = "/device-credentials";

    private SignedInUser user;
    private String key;

    @BeforeAll
    void createCredentials() {
        user = new SignedInUser(tenant(), "a@example.com");
        user.refreshToken("t-1", "c-1", "s", "https://a", false);
        user.refreshToken("t-2", "c-1", "s", "https://a", true);
        key = post(PATH, "{'device_name': 'phone', 'type': 'public_key', 'value': 'ABCD', 'device_id': 'abc'}")
                .expect(201)
                .text("/id");
    }

    @Test
    void answersOnlyTheIdOfANewKey() {
        JsonNode made = post(
                        PATH,
                        "{'device_name': 'p', 'type': 'public_key', 'value': 'A', 'device_id': 'd', 'client_id': 'c-2'}")
                .expect(201)
                .json();

        assertThat(made.size()).isOne();
        String id = made.path("id").asText();
        assertThat(id).matches("dcr_[A-Za-z0-9]{16}");
        assertThat(get(PATH + "?client_id=c-2"))
                .hasToString("200 [{\"device_name\":\"p\",\"type\":\"public_key\",\"device_id\":\"d\","
                        + "\"client_id\":\"c-2\",\"id\":\"" + id + "\",\"user_id\":\"first-client@clients\"}]");
        assertThat(delete(PATH + "/" + id)).hasToString("204");
        assertThat(delete(PATH + "/" + id)).hasToString("204");
        assertThat(get(PATH + "?client_id=c-2")).hasToString("200 []");
    }

    @ParameterizedTest
    @CsvSource({
        "?type=public_key, 1",
        "?type=refresh_token, 1",
        "?type=rotating_refresh_token, 1",
        "?client_id=c-1, 2",
        "?per_page=2&page=0, 2",
        "?per_page=2&page=1, 1",
        "?per_page=2&page=2, 0"
    })
    void listsKeysAndRefreshTokens(String query, int size) {
        assertThat(get(PATH + query).expect(200).json()).hasSize(size);
    }

    @Test
    void showsARefreshTokenAsACredential() {
        assertThat(get(PATH + "?type=rotating_refresh_token"))
                .hasToString("200 [{\"client_id\":\"c-1\",\"id\":\"t-2\",\"user_id\":\"" + user.id()
                        + "\",\"type\":\"rotating_refresh_token\"}]");
        assertThat(get(PATH + "?include_totals=true&fields=id&per_page=1"))
                .hasToString("200 {\"start\":0,\"limit\":1,\"total\":3," + "\"device_credentials\":[{\"id\":\"" + key
                        + "\"}]}");
    }

    @Test
    void aTokenForOnesOwnDevicesDeletesNobodyElses() {
        user.refreshToken("t-3", "c-3", "s", "https://a", false);

        assertThat(tenant().caller("delete:current_user_device_credentials").delete(PATH + "/t-3"))
                .hasToString("204");
        assertThat(get("/refresh-tokens/t-3").status()).isEqualTo(200);
        assertThat(delete(PATH + "/t-3")).hasToString("204");
        assertThat(get("/refresh-tokens/t-3").status()).isEqualTo(404);
    }
}
