package dev.gatehouse.server.management.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.outbound.HttpsSink;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest extends ApiTest {
    private static final String OFFLINE = refusal(404, "The connector of the connection is not online.", null);

    private final HttpsSink connector = new HttpsSink();

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(
                Setting.OUTGOING_ADDRESSES,
                "127.0.0.0/8,::1",
                Setting.OUTGOING_CERTIFICATES,
                connector.authority().toString());
    }

    @AfterAll
    void closeConnector() {
        connector.close();
    }

    private String status(String name, String members) {
        String id = post("/connections", "{'name': '" + name + "', " + members + "}")
                .expect(201)
                .text("/id");
        return get("/connections/" + id + "/status").toString();
    }

    @Test
    void isOnlineWhileItResponds() {
        String directory = "'strategy': 'ad', 'options': {'signInEndpoint': '" + connector.base() + "/wsfed'}";

        assertThat(status("online", directory)).isEqualTo("200 {}");
        connector.responding(503);
        assertThat(status("busy", directory)).isEqualTo("200 {}");
    }

    @Test
    void isOfflineWithoutAnAddressThatResponds() {
        assertThat(status("unset", "'strategy': 'ad'")).isEqualTo(OFFLINE);
        assertThat(status("unknown", "'strategy': 'ad', 'options': {'signInEndpoint': 'https://unknown.invalid/'}"))
                .isEqualTo(OFFLINE);
        assertThat(status("text", "'strategy': 'ad', 'options': {'signInEndpoint': 'no address'}"))
                .isEqualTo(OFFLINE);
    }

    @Test
    void isOfDirectoriesAlone() {
        assertThat(status("database", "'strategy': 'auth0'"))
                .isEqualTo(refusal(404, "A connection with the strategy auth0 has no connector", null));
        assertThat(get("/connections/none/status"))
                .hasToString(refusal(404, "The connection does not exist", "inexistent_connection"));
    }
}
