package dev.gatehouse.server.management.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationsTest extends ApiTest {
    private static final String CONNECTION = "Username-Password-Authentication";

    private String connection;
    private String user;
    private String role;
    private String client;

    @BeforeAll
    void prepare() {
        connection = post("/connections", "{'name': 'members', 'strategy': 'auth0'}")
                .expect(201)
                .text("/id");
        user = post(
                        "/users",
                        "{'connection': '" + CONNECTION + "', 'email': 'ann@x.example', 'password': 'Secret-42!'}")
                .expect(201)
                .text("/user_id");
        role = post("/roles", "{'name': 'Editor'}").expect(200).text("/id");
        client = post("/clients", "{'name': 'App', 'initiate_login_uri': 'https://app.example/login?a=1'}")
                .expect(201)
                .text("/client_id");
    }

    private String create(String name) {
        return post("/organizations", "{'name': '" + name + "'}").expect(201).text("/id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            GET;    ``;                            -
            PATCH;  ``;                            {'display_name': 'x'}
            GET;    /members;                      -
            POST;   /members;                      {'members': ['auth0|1']}
            GET;    /members/auth0%7C1/roles;      -
            GET;    /enabled_connections;          -
            POST;   /enabled_connections;          {'connection_id': 'con_AAAAAAAAAAAAAAAA'}
            GET;    /connections;                  -
            GET;    /invitations;                  -
            GET;    /client-grants;                -
            GET;    /discovery-domains;            -
            POST;   /discovery-domains;            {'domain': 'x.example'}
            """)
    void refusesAnUnknownOrganization(String method, String path, @Nullable String body) {
        assertThat(send(method, "/organizations/org_none" + path, body))
                .hasToString(refusal(404, "No organization found by that id or name", null));
    }

    @Test
    void createsReadsChangesAndDeletes() {
        ApiResponse created = post("/organizations", """
                {'name': 'acme', 'display_name': 'Acme', 'enabled_connections': [{'connection_id': '%s'}]}
                """.formatted(connection)).expect(201);
        String path = "/organizations/" + created.text("/id");

        assertThat(created.text("/id")).matches("org_[A-Za-z0-9]{16}");
        assertThat(created.text("/enabled_connections/0/connection/strategy")).isEqualTo("auth0");
        assertThat(get("/organizations/name/acme").text("/id")).isEqualTo(created.text("/id"));
        assertThat(get("/organizations/name/none").status()).isEqualTo(404);
        assertThat(post("/organizations", "{'name': 'acme'}"))
                .hasToString(refusal(409, "An organization with this name already exists", "resource_conflict"));
        assertThat(patch(path, "{'display_name': 'ACME'}").expect(200).text("/display_name"))
                .isEqualTo("ACME");
        assertThat(get(path).json().has("enabled_connections")).isFalse();
        assertThat(get(path + "/enabled_connections").json()).hasSize(1);
        assertThat(get(path + "/enabled_connections?include_totals=true").text("/limit"))
                .isEqualTo("1");
        delete(path).expect(204);
        delete(path).expect(404);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void holdsMembersAndTheirRoles() {
        String organization = create("with-members");
        String path = "/organizations/" + organization;
        String roles = path + "/members/" + user.replace("|", "%7C") + "/roles";

        post(path + "/members", "{'members': ['" + user + "']}").expect(204);
        post(roles, "{'roles': ['" + role + "']}").expect(204);

        assertThat(get(roles).text("/0/id")).isEqualTo(role);
        assertThat(get(path + "/members?fields=user_id,roles").text("/0/roles/0/name"))
                .isEqualTo("Editor");
        assertThat(get(path + "/members").json().path(0).has("roles")).isFalse();
        ApiResponse first = get(path + "/members?take=1").expect(200);
        ApiResponse second =
                get(path + "/members?take=1&from=" + first.text("/next")).expect(200);
        assertThat(second.json().path("members")).isEmpty();
        assertThat(second.json().has("next")).isFalse();
        assertThat(get("/users/" + user.replace("|", "%7C") + "/organizations").text("/0/id"))
                .isEqualTo(organization);
        delete(roles, "{'roles': ['" + role + "']}").expect(204);
        assertThat(get(roles)).hasToString("200 []");
        delete(path + "/members", "{'members': ['" + user + "']}").expect(204);
        assertThat(get(path + "/members")).hasToString("200 []");
        assertThat(post(path + "/members", "{'members': ['auth0|nobody']}").status())
                .isEqualTo(404);
    }

    @Test
    void enablesConnections() {
        String path = "/organizations/" + create("with-connections");
        String enabled = path + "/enabled_connections";
        ApiResponse added = post(
                        enabled,
                        "{'connection_id': '" + connection + "', 'assign_membership_on_login': true,"
                                + " 'is_signup_enabled': true}")
                .expect(201);

        assertThat(added.text("/show_as_button")).isEqualTo("true");
        assertThat(patch(enabled + "/" + connection, "{'assign_membership_on_login': false}"))
                .hasToString(refusal(
                        400,
                        "Only database connections with assign_membership_on_login = true support is_signup_enabled"
                                + " = true.",
                        "invalid_body"));
        assertThat(patch(path + "/connections/" + connection, "{'is_enabled': false}")
                        .expect(200)
                        .text("/is_enabled"))
                .isEqualTo("false");
        assertThat(get(enabled)).hasToString("200 []");
        assertThat(get(path + "/connections").json()).hasSize(1);
        delete(enabled + "/" + connection).expect(204);
        assertThat(get(enabled + "/" + connection)).hasToString(refusal(404, "No connection found by that id", null));
    }

    @Test
    void invites() {
        String organization = create("with-invitations");
        String path = "/organizations/" + organization + "/invitations";
        ApiResponse invited = post(path, """
                {'inviter': {'name': 'Ann'}, 'invitee': {'email': 'bob@x.example'}, 'client_id': '%s', 'roles': ['%s']}
                """.formatted(client, role)).expect(201);

        assertThat(invited.text("/invitation_url"))
                .isEqualTo("https://app.example/login?a=1&invitation=" + invited.text("/ticket_id") + "&organization="
                        + organization + "&organization_name=with-invitations");
        assertThat(get(path).text("/0/id")).isEqualTo(invited.text("/id"));
        delete(path + "/" + invited.text("/id")).expect(204);
        assertThat(get(path + "/" + invited.text("/id")))
                .hasToString(refusal(404, "The invitation does not exist.", "inexistent_invitation"));

        assertThat(get(path + "?include_totals=true")).hasToString("200 {\"start\":0,\"limit\":0,\"invitations\":[]}");
    }

    @Test
    void keepsClientGrantsAndDomains() {
        String organization = create("with-grants");
        String path = "/organizations/" + organization;
        post("/resource-servers", "{'identifier': 'https://org-api.example/'}").expect(201);
        String grant = post("/client-grants", """
                {'client_id': '%s', 'audience': 'https://org-api.example/', 'scope': []}
                """.formatted(client)).expect(201).text("/id");

        assertThat(post(path + "/client-grants", "{'grant_id': '" + grant + "'}")
                        .expect(201)
                        .text("/grant_id"))
                .isEqualTo(grant);
        assertThat(get(path + "/client-grants").text("/0/id")).isEqualTo(grant);
        assertThat(get("/client-grants/" + grant + "/organizations").text("/0/id"))
                .isEqualTo(organization);
        String search = "/clients?q=client_grant.organization_id%3A" + organization;
        assertThat(get(search).text("/0/client_id")).isEqualTo(client);
        delete(path + "/client-grants/" + grant).expect(204);
        assertThat(get(path + "/client-grants")).hasToString("200 []");
        assertThat(get(search)).hasToString("200 []");

        ApiResponse domain =
                post(path + "/discovery-domains", "{'domain': 'x.example'}").expect(201);
        assertThat(domain.text("/verification_host")).isEqualTo("_ss-verification." + organization + ".x.example");
        assertThat(get(path + "/discovery-domains/name/x.example").json()).isEqualTo(domain.json());
        assertThat(post(path + "/discovery-domains", "{'domain': 'x.example'}").status())
                .isEqualTo(409);
        assertThat(patch(path + "/discovery-domains/" + domain.text("/id"), "{'status': 'verified'}")
                        .expect(200)
                        .text("/status"))
                .isEqualTo("verified");
        delete(path + "/discovery-domains/" + domain.text("/id")).expect(204);
        assertThat(get(path + "/discovery-domains/" + domain.text("/id")))
                .hasToString(refusal(404, "No organization domain found by that id", null));
    }

    @Test
    void losesWhatIsDeleted() {
        String path = "/organizations/" + create("with-losses");
        String gone = post("/connections", "{'name': 'gone', 'strategy': 'auth0'}")
                .expect(201)
                .text("/id");
        String member = post("/users", "{'connection': 'gone', 'email': 'bob@x.example', 'password': 'Secret-42!'}")
                .expect(201)
                .text("/user_id");
        post(path + "/enabled_connections", "{'connection_id': '" + gone + "'}").expect(201);
        post(path + "/members", "{'members': ['" + member + "']}").expect(204);

        delete("/connections/" + gone).expect(202);

        assertThat(get(path + "/enabled_connections")).hasToString("200 []");
        assertThat(get(path + "/members")).hasToString("200 []");
    }
}
