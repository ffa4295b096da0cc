package dev.gatehouse.server.management.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.outbound.HttpsSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientRegistrationsTest extends ApiTest {
    private final HttpsSink host = new HttpsSink(directory());
    private String document = "";

    ClientRegistrationsTest() {
        host.responding(exchange -> {
            boolean there = exchange.getRequestURI().getPath().endsWith(".json");
            HttpsSink.respond(exchange, there ? 200 : 404, document);
        });
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("authority");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(
                Setting.OUTGOING_ADDRESSES,
                "127.0.0.0/8,::1",
                Setting.OUTGOING_CERTIFICATES,
                host.authority().toString());
    }

    @AfterAll
    void closeHost() {
        host.close();
    }

    @Test
    void registersTheClientThatTheDocumentDescribes() {
        document("'client_name': 'An app', 'redirect_uris': ['https://app.example/cb'], 'grant_types':"
                + " ['authorization_code', 'implicit'], 'logo_uri': 'https://app.example/logo.png'");
        String mapped =
                "{\"external_client_id\":\"" + address() + "\",\"name\":\"An app\",\"app_type\":\"regular_web\","
                        + "\"callbacks\":[\"https://app.example/cb\"],\"grant_types\":[\"authorization_code\"],"
                        + "\"token_endpoint_auth_method\":\"none\",\"logo_uri\":\"https://app.example/logo.png\"}";
        String validation = "{\"valid\":true,\"violations\":[],\"warnings\":[\"grant_types holds a grant that such"
                + " clients may not use: implicit\"]}";
        assertThat(send("preview", address()))
                .hasToString("200 {\"mapped_fields\":" + mapped + ",\"validation\":" + validation + "}");

        ApiResponse registered = send("register", address()).expect(201);

        String id = registered.text("/client_id");
        assertThat(id).matches("tpc_[A-Za-z0-9]{22}");
        assertThat(registered)
                .hasToString("201 {\"client_id\":\"" + id + "\",\"mapped_fields\":" + mapped + ",\"validation\":"
                        + validation + "}");
        JsonNode client = get("/clients/" + id).expect(200).json();
        assertThat(client.path("is_first_party").asBoolean(true)).isFalse();
        assertThat(client.path("external_metadata_type").asText()).isEqualTo("cimd");
        assertThat(client.path("external_metadata_created_by").asText()).isEqualTo("admin");
        assertThat(client.at("/refresh_token/rotation_type").asText()).isEqualTo("rotating");
        assertThat(client.at("/jwt_configuration/lifetime_in_seconds").asInt()).isEqualTo(3600);
        assertThat(client.path("token_endpoint_auth_method").asText()).isEqualTo("none");

        document("'redirect_uris': ['http://127.0.0.1/cb', 'com.example.app:/cb']");
        assertThat(send("preview", address()).text("/client_id")).isEqualTo(id);
        assertThat(send("register", address()).expect(201).text("/client_id")).isEqualTo(id);
        client = get("/clients/" + id).json();
        assertThat(client.path("name").asText()).isEqualTo("localhost");
        assertThat(client.path("app_type").asText()).isEqualTo("native");
        assertThat(client.path("callbacks").toString()).isEqualTo("[\"http://127.0.0.1/cb\",\"com.example.app:/cb\"]");
        assertThat(client.has("logo_uri")).isFalse();
        delete("/clients/" + id).expect(204);
        assertThat(send("preview", address()).json().has("client_id")).isFalse();
    }

    @Test
    void takesTheKeysOfAClientThatProvesItselfByOne() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        String keys = new JWKSet(key.toPublicJWK()).toString();
        document(
                "'redirect_uris': ['https://app.example/cb'], 'token_endpoint_auth_method': 'private_key_jwt', 'jwks': "
                        + keys);

        ApiResponse registered = send("register", address()).expect(201);

        assertThat(registered
                        .json()
                        .at("/mapped_fields/client_authentication_methods")
                        .toString())
                .isEqualTo("{\"private_key_jwt\":{\"credentials\":[{\"credential_type\":\"public_key\",\"kid\":\"k1\","
                        + "\"alg\":\"RS256\"}]}}");
        String path = "/clients/" + registered.text("/client_id") + "/credentials";
        assertThat(get(path).text("/0/kid")).isEqualTo("k1");
        send("register", address()).expect(201);
        assertThat(get(path).json()).hasSize(1);
        delete("/clients/" + registered.text("/client_id")).expect(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'redirect_uris': []                                                                 | redirect_uris must name 1 to 500 addresses
            'redirect_uris': ['http://app.example/cb']                                          | redirect_uris holds what people cannot be sent back to: http://app.example/cb
            'redirect_uris': ['https://app.example/#f']                                         | redirect_uris holds what people cannot be sent back to: https://app.example/#f
            'redirect_uris': ['javascript:alert(1)']                                            | redirect_uris holds what people cannot be sent back to: javascript:alert(1)
            'redirect_uris': ['https://a.example/'], 'client_name': '<b>'                       | client_name must be a text of 1 to 255 characters, without < and >
            'redirect_uris': ['https://a.example/'], 'client_secret': 's'                       | client_secret must not be in the document, which anybody can read
            'redirect_uris': ['https://a.example/'], 'token_endpoint_auth_method': 'client_secret_basic' | token_endpoint_auth_method must be none or private_key_jwt
            'redirect_uris': ['https://a.example/'], 'token_endpoint_auth_method': 'private_key_jwt'     | private_key_jwt needs a jwks or a jwks_uri with an RSA key of 2048 bits or more
            'redirect_uris': ['https://a.example/'], 'client_id': 'https://other.example/x'     | client_id must be the address of the document
            """)
    void refusesADocumentThatIsNotValid(String members, String violation) {
        document(members);

        JsonNode validation = send("preview", address()).expect(200).json().path("validation");
        assertThat(validation.path("valid").asBoolean(true)).isFalse();
        assertThat(validation.path("violations")).anyMatch(each -> each.asText().equals(violation));
        ApiResponse refused = send("register", address()).expect(400);
        assertThat(refused.text("/message"))
                .startsWith("The client metadata document is not valid: ")
                .contains(violation);
    }

    @Test
    void saysWhyThereIsNoDocument() {
        document = "[]";
        assertThat(send("preview", address()))
                .hasToString("200 {\"errors\":[\"localhost responded with no JSON object\"]}");
        assertThat(send("register", host.base() + "/none"))
                .hasToString(
                        refusal(400, "The client metadata document cannot be read: localhost responded 404", null));
        assertThat(send("preview", host.base() + "/a/../client.json"))
                .hasToString("200 {\"errors\":[\"external_client_id must be an address with https and a path, without"
                        + " fragment or dot segments\"]}");
        assertThat(send("preview", "https://10.0.0.1/client.json").text("/errors/0"))
                .contains("10.0.0.1");
        assertThat(send("preview", "http://localhost/client.json").status()).isEqualTo(400);
    }

    private String address() {
        return host.base() + "/client.json";
    }

    private void document(String members) {
        String id = members.contains("'client_id'") ? "" : "'client_id': '" + address() + "', ";
        document = ("{" + id + members + "}").replace('\'', '"');
    }

    private ApiResponse send(String operation, String address) {
        return post("/clients/cimd/" + operation, "{'external_client_id': '" + address + "'}");
    }
}
