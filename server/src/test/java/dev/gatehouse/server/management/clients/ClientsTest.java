package dev.gatehouse.server.management.clients;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest extends ApiTest {
    private static final String UNKNOWN = refusal(404, "The client does not exist", "inexistent_client");

    private ApiResponse create(String members) {
        return post("/clients", "{'name': 'c'" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    private String newClient(String members) {
        return create(members).expect(201).text("/client_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ``;             ;
            PATCH; ``;             {'name': 'x'}
            POST;  /rotate-secret; ;
            GET;   /connections;   ;
            """)
    void refusesAnUnknownClient(String method, String path, @Nullable String body) {
        assertThat(send(method, "/clients/none" + path, body)).hasToString(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                                        400; Payload validation error: 'Missing required property: name'.; invalid_body
            {'name': 'c', 'global': true};                             400; Payload validation error: 'Additional properties not allowed: global'.; invalid_body
            {'name': 'c', 'client_id': 'first-client'};                409; A client with the same client_id already exists.; resource_conflict
            {'name': 'c', 'resource_server_identifier': 'none'};       404; The resource server does not exist; inexistent_resource_server
            {'name': 'c', 'my_organization_configuration': {'connection_profile_id': 'cop_WRONG', 'allowed_strategies': ['okta'], 'connection_deletion_behavior': 'allow'}}; 400; The connection profile cop_WRONG does not exist; invalid_body
            """)
    void refuses(String body, int status, String message, String code) {
        assertThat(post("/clients", body)).hasToString(refusal(status, message, code));
    }

    @Test
    void createsWithDefaults() {
        ApiResponse created = create("");
        assertThat(created.text("/client_id")).matches("[A-Za-z0-9]{32}");
        assertThat(created.text("/client_secret")).hasSize(64);
        assertThat(created.text("/signing_keys/0/cert")).startsWith("-----BEGIN CERTIFICATE-----");

        ObjectNode body = (ObjectNode) created.expect(201).json();
        assertThat(get("/clients/" + created.text("/client_id")).json()).isEqualTo(body);
        body.remove(List.of("client_id", "client_secret", "signing_keys"));
        assertThat(body).isEqualTo(json("""
                {'name': 'c', 'global': false, 'is_first_party': true, 'is_token_endpoint_ip_header_trusted': false,
                 'oidc_conformant': false, 'sso_disabled': false, 'cross_origin_authentication': false,
                 'cross_origin_auth': false, 'custom_login_page_on': true,
                 'grant_types': ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
                 'jwt_configuration': {'secret_encoded': false, 'lifetime_in_seconds': 36000},
                 'refresh_token': {'rotation_type': 'non-rotating', 'expiration_type': 'non-expiring', 'leeway': 0,
                    'token_lifetime': 2592000, 'infinite_token_lifetime': true, 'infinite_idle_token_lifetime': true,
                    'idle_token_lifetime': 1296000},
                 'async_approval_notification_channels': ['guardian-push'], 'tenant': '%s'}
                """.formatted(created.text("/tenant"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            native;                -;                   false; authorization_code implicit refresh_token client_credentials
            spa;                   none;                false; authorization_code implicit refresh_token
            regular_web;           client_secret_basic; false; authorization_code implicit refresh_token client_credentials
            non_interactive;       none;                false; authorization_code implicit refresh_token
            resource_server;       -;                   true;  ''
            express_configuration; -;                   true;  authorization_code client_credentials
            rms;                   -;                   false; authorization_code implicit refresh_token client_credentials
            """)
    void choosesGrantsByTheKindOfApplicationAndHowItAuthenticates(
            String type, @Nullable String method, boolean conformant, String grants) {
        String authentication = method == null ? "" : ", 'token_endpoint_auth_method': '" + method + "'";
        JsonNode created = create("'app_type': '" + type + "'" + authentication)
                .expect(201)
                .json();

        List<String> given = new ArrayList<>();
        created.path("grant_types").forEach(grant -> given.add(grant.asText()));
        assertThat(String.join(" ", given)).isEqualTo(grants);
        assertThat(created.path("oidc_conformant").asBoolean()).isEqualTo(conformant);
        assertThat(created.path("jwt_configuration"))
                .isEqualTo(json(
                        conformant
                                ? "{'secret_encoded': false, 'alg': 'RS256'}"
                                : "{'secret_encoded': false, 'lifetime_in_seconds': 36000}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'grant_types': ['implicit', 'made_up', 'other']};                                   Invalid grant types: made_up, other
            {'token_endpoint_auth_method': 'none', 'grant_types': ['client_credentials']};       Invalid grant types: client_credentials
            {'token_endpoint_auth_method': 'none', 'client_authentication_methods': {'private_key_jwt': {'credentials': []}}}; A client has either client_authentication_methods or token_endpoint_auth_method, not both
            {'client_authentication_methods': {'private_key_jwt': {'credentials': [{'id': 'cred_x'}]}}}; The credential cred_x does not exist
            {'signed_request_object': {'credentials': [{'id': 'cred_x'}]}};                      The credential cred_x does not exist
            {'client_metadata': {'1': '', '2': '', '3': '', '4': '', '5': '', '6': '', '7': '', '8': '', '9': '', '10': ''}}; `Payload validation error: 'Too many properties defined (11), maximum 10' on property client_metadata.`
            """)
    void refusesAChangeThatBreaksARule(String change, String message) {
        String path = "/clients/" + newClient("'client_metadata': {'a': 'b'}");

        assertThat(patch(path, change)).hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void refusesTheCredentialOfAnotherClient() {
        String credential = post(
                        "/clients/" + newClient("") + "/credentials",
                        "{'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}")
                .expect(201)
                .text("/id");

        assertThat(patch("/clients/" + newClient(""), """
                {'client_authentication_methods': {'tls_client_auth': {'credentials': [{'id': '%s'}]}}}
                """.formatted(credential)))
                .hasToString(refusal(400, "The credential " + credential + " does not exist", "invalid_body"));
    }

    @Test
    void hasOldLifetimesOfRefreshTokensWhereASecretIsPostedOutright() {
        JsonNode whole = create("'token_endpoint_auth_method': 'client_secret_post'")
                .expect(201)
                .json();
        JsonNode part = create("""
                'token_endpoint_auth_method': 'client_secret_post',
                'refresh_token': {'rotation_type': 'rotating', 'expiration_type': 'expiring', 'token_lifetime': 7}
                """).expect(201).json();

        assertThat(whole.at("/refresh_token/token_lifetime").asInt()).isEqualTo(31_557_600);
        assertThat(whole.at("/refresh_token/idle_token_lifetime").asInt()).isEqualTo(2_592_000);
        assertThat(part.at("/refresh_token/token_lifetime").asInt()).isEqualTo(7);
        assertThat(part.at("/refresh_token/idle_token_lifetime").asInt()).isEqualTo(2_592_000);
    }

    @Test
    void showsLoggingOutInBothOfItsViews() {
        JsonNode created = create("""
                'oidc_logout': {'backchannel_logout_urls': ['https://a.test'], 'backchannel_logout_initiators': {'mode': 'all'}}
                """).expect(201).json();
        assertThat(created.path("oidc_backchannel_logout"))
                .isEqualTo(json("{'backchannel_logout_urls': ['https://a.test']}"));

        String path = "/clients/" + created.path("client_id").asText();
        JsonNode changed = patch(path, "{'oidc_backchannel_logout': {'backchannel_logout_urls': ['https://b.test']}}")
                .expect(200)
                .json();
        assertThat(changed.path("oidc_logout")).isEqualTo(json("""
                        {'backchannel_logout_urls': ['https://b.test'], 'backchannel_logout_initiators': {'mode': 'all'}}
                        """));

        JsonNode removed = patch(path, "{'oidc_logout': null}").expect(200).json();
        assertThat(removed.has("oidc_logout") || removed.has("oidc_backchannel_logout"))
                .isFalse();
    }

    @Test
    void changesMetadataKeyByKey() {
        String path = "/clients/" + newClient("'client_metadata': {'a': '1', 'b': '2'}");

        assertThat(patch(path, "{'client_metadata': {'b': null, 'c': '3'}}")
                        .json()
                        .path("client_metadata"))
                .isEqualTo(json("{'a': '1', 'c': '3'}"));
    }

    @Test
    void takesASecretAwayFromAClientThatGetsAKey() {
        String path = "/clients/" + newClient("'token_endpoint_auth_method': 'client_secret_post'");

        JsonNode byKey = patch(path, "{'client_authentication_methods': {'private_key_jwt': {'credentials': []}}}")
                .expect(200)
                .json();
        assertThat(byKey.has("client_secret") || byKey.has("token_endpoint_auth_method"))
                .isFalse();

        JsonNode bySecret = patch(path, "{'token_endpoint_auth_method': 'client_secret_basic'}")
                .expect(200)
                .json();
        assertThat(bySecret.has("client_authentication_methods")).isFalse();
        assertThat(bySecret.path("client_secret").asText()).hasSize(64);
    }

    @Test
    void findsClientsByTheirGrants() {
        String client = newClient("");
        post("/client-grants", """
                {'client_id': '%s', 'audience': '%s', 'organization_usage': 'allow', 'allow_any_organization': true}
                """.formatted(client, TestTenant.AUDIENCE)).expect(201);

        assertThat(ids("/clients?q=client_grant.allow_any_organization%3Atrue")).containsExactly(client);
        assertThat(
                        ids(
                                "/clients?q=client_grant.organization_id%3Aorg_1%20AND%20client_grant.allow_any_organization%3Atrue"))
                .isEmpty();
        assertThat(get("/clients?q=name%3Ac").status()).isEqualTo(400);
    }

    @Test
    void showsTheTenantWhateverFieldsAreAskedFor() {
        String path = "/clients/" + newClient("");

        assertThat(get(path + "?fields=name").json()).isEqualTo(json("{'name': 'c', 'tenant': 'tenant-example'}"));
        assertThat(get(path + "?fields=tenant,name&include_fields=false").json().has("tenant"))
                .isTrue();
    }

    @Test
    void completesWhatIsSentInPart() {
        JsonNode created = create("""
                'client_id': 'mine', 'client_secret': 'a-secret-of-mine', 'grant_types': [], 'jwt_configuration': {'alg': 'HS256'},
                'refresh_token': {'rotation_type': 'rotating', 'expiration_type': 'expiring', 'leeway': 7}
                """).expect(201).json();

        assertThat(created.path("client_id").asText()).isEqualTo("mine");
        assertThat(created.path("client_secret").asText()).isEqualTo("a-secret-of-mine");
        assertThat(created.path("grant_types")).isEmpty();
        assertThat(created.path("jwt_configuration")).isEqualTo(json("{'alg': 'HS256', 'secret_encoded': false}"));
        assertThat(created.path("refresh_token")).isEqualTo(json("""
                {'rotation_type': 'rotating', 'expiration_type': 'expiring', 'leeway': 7, 'token_lifetime': 2592000,
                 'infinite_token_lifetime': false, 'infinite_idle_token_lifetime': false, 'idle_token_lifetime': 1296000}
                """));
    }

    @Test
    void changesWhatIsSentAndTakesAwayWhatIsNull() {
        String path = "/clients/" + newClient("'description': 'd', 'jwt_configuration': {'secret_encoded': true}");

        ApiResponse changed = patch(path, """
                {'name': 'n', 'description': null, 'jwt_configuration': {'alg': 'RS256'}, 'client_metadata': {'a': 'b'}}
                """).expect(200);

        assertThat(changed.text("/name")).isEqualTo("n");
        assertThat(changed.json().has("description")).isFalse();
        assertThat(changed.json().path("jwt_configuration"))
                .isEqualTo(json("{'alg': 'RS256', 'secret_encoded': true}"));
        assertThat(changed.text("/client_metadata/a")).isEqualTo("b");
        assertThat(get(path).json()).isEqualTo(changed.json());
    }

    @Test
    void rotatesTheSecret() {
        ApiResponse created = create("'app_type': 'non_interactive'").expect(201);
        post(
                        "/client-grants",
                        "{'client_id': '%s', 'audience': '%s', 'scope': []}"
                                .formatted(created.text("/client_id"), TestTenant.AUDIENCE))
                .expect(201);
        assertThat(token(created)).isEqualTo(200);

        ApiResponse rotated = send("POST", "/clients/" + created.text("/client_id") + "/rotate-secret", null)
                .expect(200);

        assertThat(rotated.text("/client_secret")).hasSize(64).isNotEqualTo(created.text("/client_secret"));
        assertThat(token(created)).isEqualTo(401);
        assertThat(token(rotated)).isEqualTo(200);
    }

    private int token(ApiResponse client) {
        return tenant().root()
                .post("/oauth/token", """
                        {'grant_type': 'client_credentials', 'client_id': '%s', 'client_secret': '%s', 'audience': '%s'}
                        """.formatted(
                                client.text("/client_id"), client.text("/client_secret"), TestTenant.AUDIENCE))
                .status();
    }

    @Test
    void listsByWhatIsAskedFor() {
        String first = newClient("'app_type': 'spa', 'is_first_party': false");
        String second = newClient("'app_type': 'native', 'is_first_party': false");

        assertThat(ids("/clients?app_type=spa&is_first_party=false")).containsExactly(first);
        assertThat(ids("/clients?app_type=spa,native&is_first_party=false")).containsExactly(first, second);
        assertThat(ids("/clients?is_first_party=false&per_page=1&page=1")).containsExactly(second);
        assertThat(get("/clients?is_global=true").json().findValuesAsText("name"))
                .containsExactly("All Applications");
        assertThat(get("/clients?is_first_party=false&take=1").json().path("clients"))
                .hasSize(1);
    }

    private List<String> ids(String path) {
        return get(path).expect(200).json().findValuesAsText("client_id");
    }

    @Test
    void keepsTheGlobalClient() {
        String global = ids("/clients?is_global=true").get(0);

        assertThat(delete("/clients/" + global))
                .hasToString(refusal(400, "The global client cannot be deleted", "operation_not_supported"));
    }

    @Test
    void takesGrantsAndPlacesOnConnectionsAlong() {
        String id = newClient("");
        String connection = post("/connections", """
                {'name': 'db', 'strategy': 'auth0', 'enabled_clients': ['%s', 'first-client']}
                """.formatted(id)).expect(201).text("/id");
        post("/client-grants", "{'client_id': '%s', 'audience': '%s'}".formatted(id, TestTenant.AUDIENCE))
                .expect(201);
        assertThat(get("/clients/" + id + "/connections")
                        .json()
                        .at("/connections/0/id")
                        .asText())
                .isEqualTo(connection);

        assertThat(delete("/clients/" + id)).hasToString("204");
        assertThat(delete("/clients/" + id)).hasToString("204");

        assertThat(get("/clients/" + id)).hasToString(UNKNOWN);
        assertThat(get("/client-grants?client_id=" + id)).hasToString("200 []");
        assertThat(get("/connections/" + connection).json().path("enabled_clients"))
                .hasToString("[\"first-client\"]");
    }

    @Test
    void listsTheConnectionsOfAClient() {
        String id = newClient("");
        for (String strategy : List.of("email", "sms")) {
            post(
                            "/connections",
                            "{'name': 'of-%s', 'strategy': '%s', 'enabled_clients': ['%s']}"
                                    .formatted(strategy, strategy, id))
                    .expect(201);
        }

        JsonNode all = get("/clients/" + id + "/connections").expect(200).json();
        assertThat(all.findValuesAsText("name")).containsExactly("of-email", "of-sms");
        assertThat(all.findValues("enabled_clients")).isEmpty();
        assertThat(get("/clients/" + id + "/connections?strategy=sms").json().findValuesAsText("name"))
                .containsExactly("of-sms");
        assertThat(get("/clients/" + newClient("") + "/connections")).hasToString("200 {\"connections\":[]}");
    }
}
