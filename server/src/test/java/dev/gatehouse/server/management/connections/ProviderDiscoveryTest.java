package dev.gatehouse.server.management.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.outbound.HttpsSink;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderDiscoveryTest extends ApiTest {
    private static final String METADATA = "{\"issuer\":\"https://idp.example\",\"authorization_endpoint\":"
            + "\"https://idp.example/authorize\",\"token_endpoint\":\"https://idp.example/token\"}";

    private final HttpsSink provider = new HttpsSink();

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(
                Setting.OUTGOING_ADDRESSES,
                "127.0.0.0/8,::1",
                Setting.OUTGOING_CERTIFICATES,
                provider.authority().toString());
    }

    @AfterAll
    void closeProvider() {
        provider.close();
    }

    private JsonNode create(String name, String options) {
        return post(
                        "/connections",
                        "{'name': '%s', 'strategy': 'oidc', 'options': {'client_id': 'c', %s}}"
                                .formatted(name, options))
                .expect(201)
                .json();
    }

    private String discovery() {
        return "'discovery_url': '" + provider.base() + "/.well-known/openid-configuration'";
    }

    @Test
    void takesTheEndpointsThatTheProviderTells() {
        provider.responding(exchange -> HttpsSink.respond(exchange, 200, METADATA));
        String asked = "'token_endpoint': null, 'issuer': 'https://sent.example', " + discovery();

        JsonNode options = create("discovered", asked).path("options");

        assertThat(options.at("/oidc_metadata/authorization_endpoint").asText())
                .isEqualTo("https://idp.example/authorize");
        assertThat(options.path("token_endpoint").asText()).isEqualTo("https://idp.example/token");
        assertThat(options.path("issuer").asText()).isEqualTo("https://sent.example");
    }

    @Test
    void readsThemAgainWhenTheOptionsAreReplaced() {
        provider.responding(404);
        JsonNode created = create("replaced", discovery());
        assertThat(created.path("options").has("oidc_metadata")).isFalse();
        provider.responding(exchange -> HttpsSink.respond(exchange, 200, METADATA));
        String path = "/connections/" + created.path("id").asText();

        assertThat(patch(path, "{'options': {'client_id': 'c', " + discovery() + "}}")
                        .expect(200)
                        .text("/options/oidc_metadata/issuer"))
                .isEqualTo("https://idp.example");
        assertThat(patch(path, "{'display_name': 'Ours'}").text("/options/oidc_metadata/issuer"))
                .isEqualTo("https://idp.example");
    }

    @Test
    void keepsMetadataThatWasSent() {
        provider.responding(exchange -> HttpsSink.respond(exchange, 200, METADATA));

        assertThat(create("sent", discovery() + ", 'oidc_metadata': {'issuer': 'https://other.example'}")
                        .at("/options/oidc_metadata/issuer")
                        .asText())
                .isEqualTo("https://other.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            missing; 404; {}
            text;    200; <html>
            list;    200; []
            """)
    void doesWithoutWhatCannotBeRead(String name, int status, String body) {
        provider.responding(exchange -> HttpsSink.respond(exchange, status, body));

        assertThat(create(name, discovery()).path("options").has("oidc_metadata"))
                .isFalse();
    }

    @Test
    void doesWithoutAProviderThatCannotBeReached() {
        assertThat(create("unreachable", "'discovery_url': 'https://unknown.invalid/'")
                        .path("options")
                        .has("oidc_metadata"))
                .isFalse();
        assertThat(create("no-address", "'discovery_url': 'no address'")
                        .path("options")
                        .has("oidc_metadata"))
                .isFalse();
    }
}
