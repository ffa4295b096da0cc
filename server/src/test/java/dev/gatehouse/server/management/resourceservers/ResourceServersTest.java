package dev.gatehouse.server.management.resourceservers;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceServersTest extends ApiTest {
    private static final String MANAGEMENT_API = path(TestTenant.AUDIENCE);

    private static String path(String identifier) {
        return "/resource-servers/" + URLEncoder.encode(identifier, StandardCharsets.UTF_8);
    }

    private ApiResponse newApi(String identifier, String settings) {
        return post("/resource-servers", "{'identifier': '" + identifier + "'" + settings + "}")
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;
            PATCH; {'name': 'x'}
            """)
    void refusesAnUnknownApi(String method, @Nullable String body) {
        assertThat(send(method, "/resource-servers/none", body))
                .hasToString(refusal(404, "The resource server does not exist", "inexistent_resource_server"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                                      'Missing required property: identifier'.
            {'identifier': 'a', 'signing_alg': 'none'};              `'Invalid value "none"\' on property signing_alg (What its tokens are signed with; RS256 by default.).`
            {'identifier': 'a', 'scopes': [{}]};                     'Missing required property: value' on property scopes[0].
            {'identifier': 'a', 'is_system': true};                  'Additional properties not allowed: is_system'.
            """)
    void refusesWhatTheContractDoesNotAllow(String body, String violation) {
        ApiResponse answer = post("/resource-servers", body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.text("/errorCode")).isEqualTo("invalid_body");
        assertThat(answer.text("/message")).isEqualTo("Payload validation error: " + violation);
    }

    @Test
    void refusesTheIdentifierOfAnotherApi() {
        newApi("https://taken.example/", "");

        assertThat(post("/resource-servers", "{'identifier': 'https://taken.example/'}"))
                .hasToString(refusal(
                        409, "A resource server with the same identifier already exists.", "resource_server_conflict"));
    }

    @Test
    void createsWithDefaults() {
        ApiResponse created = newApi("https://defaults.example/", "");
        assertThat(created.text("/id")).matches("[0-9a-f]{24}");
        assertThat(created.text("/signing_secret")).hasSize(32);

        assertThat(created).hasToString("201 " + """
                {"id":"%s","name":"https://defaults.example/","identifier":"https://defaults.example/",\
                "signing_alg":"RS256","allow_offline_access":false,\
                "skip_consent_for_verifiable_first_party_clients":false,"token_lifetime":86400,\
                "token_lifetime_for_web":7200,"subject_type_authorization":{"user":{"policy":"allow_all"},\
                "client":{"policy":"require_client_grant"}},"signing_secret":"%s"}""".formatted(created.text("/id"), created.text("/signing_secret")));
        assertThat(get(path("https://defaults.example/")).body()).isEqualTo(created.body());
        assertThat(get("/resource-servers/" + created.text("/id")).body()).isEqualTo(created.body());
    }

    @Test
    void givesEachApiASecretOfItsOwn() {
        assertThat(newApi("https://one.example/", "").text("/signing_secret"))
                .isNotEqualTo(newApi("https://two.example/", "").text("/signing_secret"));
        assertThat(newApi("https://own.example/", ", 'signing_secret': 'a-secret-of-your-own'")
                        .text("/signing_secret"))
                .isEqualTo("a-secret-of-your-own");
    }

    @Test
    void changesWhatIsSentAndNothingElse() {
        newApi("https://changed.example/", ", 'name': 'Before', 'scopes': [{'value': 'a'}]");
        String path = path("https://changed.example/");

        ApiResponse changed =
                patch(path, "{'name': 'After', 'token_encryption': null}").expect(200);

        assertThat(changed.text("/name")).isEqualTo("After");
        assertThat(changed.text("/scopes/0/value")).isEqualTo("a");
        assertThat(changed.json().has("token_encryption")).isFalse();
        assertThat(get(path).body()).isEqualTo(changed.body());
    }

    @ParameterizedTest
    @CsvSource({"3600, 7200, 3600", "7200, 7200, 7200", "9000, 8000, 8000"})
    void neverLetsTokensOfBrowsersLiveLonger(int lifetime, int sent, int kept) {
        String settings = ", 'token_lifetime': %d, 'token_lifetime_for_web': %d".formatted(lifetime, sent);
        String identifier = "https://lifetime.example/" + lifetime;

        assertThat(newApi(identifier, settings)
                        .json()
                        .path("token_lifetime_for_web")
                        .asInt())
                .isEqualTo(kept);
        assertThat(patch(path(identifier), "{'token_lifetime': 60}")
                        .json()
                        .path("token_lifetime_for_web")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void keepsTheManagementApiAsItIs() {
        assertThat(patch(MANAGEMENT_API, "{'name': 'Mine', 'token_lifetime': 60}"))
                .hasToString(refusal(
                        400,
                        "The Management API is a system resource server: only its token_lifetime and"
                                + " token_lifetime_for_web can be changed.",
                        "operation_not_supported"));
        assertThat(delete(MANAGEMENT_API))
                .hasToString(refusal(
                        400,
                        "The Management API is a system resource server: it cannot be deleted.",
                        "operation_not_supported"));
        assertThat(patch(MANAGEMENT_API, "{'token_lifetime': 86400}")
                        .expect(200)
                        .text("/is_system"))
                .isEqualTo("true");
    }

    @Test
    void findsByIdentifiersInTheirOrder() {
        newApi("https://first.example/", "");
        newApi("https://second.example/", "");

        assertThat(get("/resource-servers?identifiers=https://second.example/,none,https://first.example/,"
                                + "https://second.example/")
                        .json()
                        .findValuesAsText("identifier"))
                .containsExactly("https://second.example/", "https://first.example/");
    }

    @Test
    void takesPermissionsWithAScopeThatGoes() {
        String identifier = "https://scopes.example/";
        newApi(identifier, ", 'scopes': [{'value': 'stays'}, {'value': 'goes'}]");
        String permissions = "/roles/" + newRoleWith(identifier, "stays", "goes") + "/permissions";

        patch(path(identifier), "{'scopes': [{'value': 'stays'}, {'value': 'new'}]}")
                .expect(200);

        assertThat(get(permissions).json().findValuesAsText("permission_name")).containsExactly("stays");
    }

    @Test
    void takesItsGrantsAndPermissionsAlong() {
        String identifier = "https://gone.example/";
        newApi(identifier, ", 'scopes': [{'value': 'a'}]");
        String role = newRoleWith(identifier, "a");
        String client = post("/clients", "{'name': 'c'}").expect(201).text("/client_id");
        String grant = post("/client-grants", """
                {'client_id': '%s', 'audience': '%s', 'scope': ['a']}
                """.formatted(client, identifier))
                .expect(201)
                .text("/id");

        assertThat(delete(path(identifier))).hasToString("204");

        assertThat(delete(path(identifier))).hasToString("204");
        assertThat(get("/roles/" + role + "/permissions")).hasToString("200 []");
        assertThat(get("/client-grants/" + grant))
                .hasToString(refusal(404, "The grant does not exist.", "inexistent_client_grant"));
    }

    @Test
    void namesTheClientThatIsLinkedToIt() {
        newApi("https://linked.example/", "");
        String client = post("/clients", """
                {'name': 'l', 'app_type': 'resource_server', 'resource_server_identifier': 'https://linked.example/'}
                """).expect(201).text("/client_id");

        assertThat(get(path("https://linked.example/")).text("/client_id")).isEqualTo(client);
    }

    private String newRoleWith(String identifier, String... permissions) {
        String id = post("/roles", "{'name': '" + identifier + "'}").expect(200).text("/id");
        for (String permission : permissions) {
            post("/roles/" + id + "/permissions", """
                    {'permissions': [{'resource_server_identifier': '%s', 'permission_name': '%s'}]}
                    """.formatted(identifier, permission))
                    .expect(201);
        }
        return id;
    }

    @Test
    void completesThePolicyOfTheKindOfSubjectThatWasNotSent() {
        ApiResponse created =
                newApi("https://policies.example/", ", 'subject_type_authorization': {'user': {'policy': 'deny_all'}}");
        assertThat(created.json().path("subject_type_authorization"))
                .isEqualTo(json("{'user': {'policy': 'deny_all'}, 'client': {'policy': 'require_client_grant'}}"));

        ApiResponse changed = patch(
                path("https://policies.example/"),
                "{'subject_type_authorization': {'client': {'policy': 'deny_all'}}}");
        assertThat(changed.json().path("subject_type_authorization"))
                .isEqualTo(json("{'user': {'policy': 'deny_all'}, 'client': {'policy': 'deny_all'}}"));
    }

    @Test
    void findsAnIdentifierThatWasEncodedTwice() {
        String id = newApi("https://twice.example/a+b", "").text("/id");

        assertThat(get("/resource-servers/https%253A%252F%252Ftwice.example%252Fa%2Bb")
                        .text("/id"))
                .isEqualTo(id);
    }
}
