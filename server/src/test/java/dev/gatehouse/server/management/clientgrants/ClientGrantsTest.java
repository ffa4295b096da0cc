package dev.gatehouse.server.management.clientgrants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientGrantsTest extends ApiTest {
    private static final String API = "https://api.example/";

    private String express;

    @BeforeAll
    void prepare() {
        for (String identifier : new String[] {API, "https://other.example/"}) {
            post("/resource-servers", """
                    {'identifier': '%s', 'scopes': [{'value': 'read:it'}, {'value': 'write:it'}]}
                    """.formatted(identifier)).expect(201);
        }
        express = newClient("express_configuration");
    }

    private String newClient(String type) {
        return post("/clients", "{'name': 'c', 'app_type': '" + type + "'}")
                .expect(201)
                .text("/client_id");
    }

    private ApiResponse grant(String client, String members) {
        return post("/client-grants", "{'client_id': '" + client + "', " + members + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;
            PATCH; {'scope': []}
            """)
    void refusesAnUnknownGrant(String method, @Nullable String body) {
        assertThat(send(method, "/client-grants/cgr_none", body))
                .hasToString(refusal(404, "The grant does not exist.", "inexistent_client_grant"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            {'client_id': 'c'};                                      400; Payload validation error: 'Missing required property: audience'.; invalid_body
            {'audience': 'https://api.example/'};                    400; Payload validation error: 'Missing required property: client_id'.; invalid_body
            {'client_id': 'none', 'audience': 'https://api.example/'}; 404; The client does not exist; inexistent_client
            {'client_id': 'first-client', 'audience': 'none'};       404; No resource with identifier none; inexistent_resource_server
            {'client_id': 'first-client', 'audience': 'https://api.example/', 'scope': ['read:it', 'no']}; 400; Scope no does not exist on https://api.example/.; -
            {'client_id': 'EXPRESS', 'audience': 'https://api.example/'}; 400; Client of type express_configuration cannot be used; validation_error
            """)
    void refuses(String body, int status, String message, @Nullable String code) {
        assertThat(post("/client-grants", body.replace("EXPRESS", express)))
                .hasToString(refusal(status, message, code));
    }

    @Test
    void createsOneForEachKindOfSubject() {
        String client = newClient("non_interactive");
        ApiResponse created = grant(client, "'audience': '" + API + "', 'scope': ['read:it']");
        String id = created.text("/id");
        assertThat(id).matches("cgr_[A-Za-z0-9]{16}");

        assertThat(created)
                .hasToString("201 {\"id\":\"" + id + "\",\"client_id\":\"" + client + "\",\"audience\":\"" + API
                        + "\",\"scope\":[\"read:it\"],\"subject_type\":\"client\"}");
        assertThat(get("/client-grants/" + id).body()).isEqualTo(created.body());
        assertThat(grant(client, "'audience': '" + API + "'"))
                .hasToString(refusal(
                        409, "A client grant already exists between " + client + " and " + API, "resource_conflict"));
        assertThat(grant(client, "'audience': '" + API + "', 'subject_type': 'user'")
                        .expect(201)
                        .text("/scope"))
                .isEmpty();
    }

    @Test
    void grantsNothingByDefault() {
        assertThat(grant(newClient("spa"), "'audience': '" + API + "'")
                        .json()
                        .path("scope")
                        .toString())
                .isEqualTo("[]");
    }

    @Test
    void changesWhatIsSent() {
        String client = newClient("non_interactive");
        String id = grant(client, "'audience': '" + API + "', 'organization_usage': 'allow', 'scope': ['read:it']")
                .expect(201)
                .text("/id");

        ApiResponse changed = patch("/client-grants/" + id, "{'scope': ['write:it'], 'organization_usage': null}");

        assertThat(changed)
                .hasToString("200 {\"id\":\"" + id + "\",\"client_id\":\"" + client + "\",\"audience\":\"" + API
                        + "\",\"scope\":[\"write:it\"],\"subject_type\":\"client\"}");
        assertThat(get("/client-grants/" + id).body()).isEqualTo(changed.body());
    }

    @Test
    void looksOnlyAtTheScopesOfANewGrant() {
        String id = grant(newClient("non_interactive"), "'audience': '" + API + "', 'scope': ['read:it']")
                .expect(201)
                .text("/id");

        assertThat(patch("/client-grants/" + id, "{'scope': ['admin:it']}").text("/scope/0"))
                .isEqualTo("admin:it");
    }

    @Test
    void listsByWhatIsAskedFor() {
        String client = newClient("non_interactive");
        String first = grant(client, "'audience': '" + API + "', 'allow_any_organization': true")
                .text("/id");
        String second = grant(client, "'audience': 'https://other.example/', 'subject_type': 'user'")
                .text("/id");
        String third = post("/client-grants", "{'audience': '" + API + "', 'default_for': 'third_party_clients'}")
                .expect(201)
                .text("/id");

        String list = "/client-grants?client_id=" + client;
        assertThat(get(list).json().findValuesAsText("id")).containsExactly(first, second);
        assertThat(get(list + "&audience=" + API).json().findValuesAsText("id")).containsExactly(first);
        assertThat(get(list + "&subject_type=user").json().findValuesAsText("id"))
                .containsExactly(second);
        assertThat(get(list + "&allow_any_organization=true").json().findValuesAsText("id"))
                .containsExactly(first);
        assertThat(get("/client-grants?default_for=third_party_clients").json().findValuesAsText("id"))
                .containsExactly(third);
        assertThat(get(list + "&take=1").expect(200).json().path("client_grants"))
                .hasSize(1);
    }

    @Test
    void deletes() {
        String id =
                grant(newClient("spa"), "'audience': '" + API + "'").expect(201).text("/id");

        assertThat(delete("/client-grants/" + id)).hasToString("204");
        assertThat(delete("/client-grants/" + id)).hasToString("204");
        assertThat(get("/client-grants/" + id))
                .hasToString(refusal(404, "The grant does not exist.", "inexistent_client_grant"));
    }

    @Test
    void grantsAllScopesOrSome() {
        String client = newClient("regular_web");
        assertThat(grant(client, "'audience': '%s', 'scope': [], 'allow_all_scopes': true".formatted(API)))
                .hasToString(refusal(400, "allow_all_scopes cannot be used together with scope", null));
        assertThat(grant(client, "'audience': '%s', 'allow_all_scopes': true".formatted(TestTenant.AUDIENCE)))
                .hasToString(refusal(400, "allow_all_scopes cannot be used with a system API", null));

        ApiResponse all = grant(client, "'audience': '%s', 'allow_all_scopes': true".formatted(API))
                .expect(201);
        assertThat(all.json().has("scope")).isFalse();

        String path = "/client-grants/" + all.text("/id");
        ApiResponse some =
                patch(path, "{'scope': [], 'allow_all_scopes': null}").expect(200);
        assertThat(some.json().path("scope")).isEmpty();
        assertThat(some.json().has("allow_all_scopes")).isFalse();
    }
}
