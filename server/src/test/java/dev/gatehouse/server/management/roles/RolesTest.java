package dev.gatehouse.server.management.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest extends ApiTest {
    private static final String API = "https://api.example/";
    private static final String READ =
            "{'permissions': [{'resource_server_identifier': '" + API + "', 'permission_name': 'read:it'}]}";

    private String editor;
    private String user;

    @BeforeAll
    void prepare() {
        editor = newRole("Editor");
        user = newUser("jane");
        post("/resource-servers", """
                {'identifier': '%s', 'name': 'The API',
                 'scopes': [{'value': 'read:it', 'description': 'Read it'}, {'value': 'write:it'}]}
                """.formatted(API)).expect(201);
    }

    private String newRole(String name) {
        return post("/roles", "{'name': '" + name + "'}").expect(200).text("/id");
    }

    private String newUser(String name) {
        return post("/users", """
                {'connection': 'Username-Password-Authentication', 'email': '%s@tenant.example', 'password': 'Secret-42!'}
                """.formatted(name)).expect(201).text("/user_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;           ;
            PATCH;  ``;           {'name': 'x'}
            DELETE; ``;           ;
            GET;    /permissions; ;
            POST;   /permissions; {'permissions': [{'resource_server_identifier': 'x', 'permission_name': 'x'}]}
            DELETE; /permissions; {'permissions': [{'resource_server_identifier': 'x', 'permission_name': 'x'}]}
            GET;    /users;       ;
            POST;   /users;       {'users': ['auth0|nobody']}
            """)
    void refusesAnUnknownRole(String method, String path, @Nullable String body) {
        assertThat(send(method, "/roles/rol_none" + path, body))
                .hasToString(refusal(404, "The role does not exist.", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            POST;  ``;           {}; 400; Payload validation error: 'Missing required property: name'.; invalid_body
            POST;  ``;           {'name': 'Editor'}; 409; A role with this name already exists.; role_conflict
            POST;  /permissions; {'permissions': [{'resource_server_identifier': 'no', 'permission_name': 'x'}]}; 404; Resource server with identifier no does not exist; inexistent_resource_server
            POST;  /permissions; {'permissions': [{'resource_server_identifier': 'https://api.example/', 'permission_name': 'x'}]}; 404; Permission x does not exist on the resource server https://api.example/; inexistent_permission
            POST;  /users;       {'users': ['auth0|nobody']}; 404; The user does not exist.; inexistent_user
            """)
    void refuses(String method, String path, String body, int status, String message, String code) {
        String target = path.isEmpty() ? "/roles" : "/roles/" + editor + path;

        assertThat(send(method, target, body)).hasToString(refusal(status, message, code));
    }

    @Test
    void refusesTheNameOfAnotherRole() {
        String other = newRole("Other");

        assertThat(patch("/roles/" + other, "{'name': 'Editor'}"))
                .hasToString(refusal(409, "A role with this name already exists.", "role_conflict"));
        assertThat(get("/roles/" + other).text("/name")).isEqualTo("Other");
        assertThat(patch("/roles/" + other, "{'name': 'Other', 'description': 'Same name'}"))
                .hasToString("200 {\"id\":\"" + other + "\",\"name\":\"Other\",\"description\":\"Same name\"}");
    }

    @Test
    void createsReadsAndChanges() {
        ApiResponse created = post("/roles", "{'name': 'Writer'}").expect(200);
        String id = created.text("/id");
        assertThat(id).matches("rol_[A-Za-z0-9]{16}");
        assertThat(created).hasToString("200 {\"id\":\"" + id + "\",\"name\":\"Writer\",\"description\":null}");
        assertThat(get("/roles/" + id))
                .hasToString("200 {\"id\":\"" + id + "\",\"name\":\"Writer\",\"description\":\"\"}");

        ApiResponse changed = patch("/roles/" + id, "{'description': 'Writes'}");
        assertThat(changed).hasToString("200 {\"id\":\"" + id + "\",\"name\":\"Writer\",\"description\":\"Writes\"}");
        assertThat(get("/roles/" + id)).hasToString(changed.toString());
    }

    @Test
    void filtersByAPartOfTheName() {
        newRole("Night Watch");
        newRole("Day watch");

        assertThat(get("/roles?name_filter=WATCH").json().findValuesAsText("name"))
                .containsExactly("Night Watch", "Day watch");
        assertThat(get("/roles?name_filter=watch&per_page=1&page=1").json().findValuesAsText("name"))
                .containsExactly("Day watch");
        assertThat(get("/roles?name_filter=nobody")).hasToString("200 []");
    }

    @Test
    void givesAndTakesPermissions() {
        String path = "/roles/" + newRole("Reader") + "/permissions";
        assertThat(get(path)).hasToString("200 []");
        assertThat(post(path, READ)).hasToString("201 {}");
        assertThat(post(path, READ)).hasToString("201 {}");

        assertThat(get(path))
                .hasToString("200 [{\"permission_name\":\"read:it\",\"description\":\"Read it\","
                        + "\"resource_server_name\":\"The API\",\"resource_server_identifier\":\"" + API + "\"}]");

        assertThat(delete(path, READ)).hasToString("204");
        assertThat(delete(path, READ)).hasToString("204");
        assertThat(get(path)).hasToString("200 []");
    }

    @Test
    void givesAllPermissionsOrNone() {
        String path = "/roles/" + newRole("All or none") + "/permissions";
        post(path, """
                {'permissions': [{'resource_server_identifier': '%s', 'permission_name': 'read:it'},
                                 {'resource_server_identifier': '%s', 'permission_name': 'none'}]}
                """.formatted(API, API)).expect(404);

        assertThat(get(path)).hasToString("200 []");
    }

    @Test
    void givesARoleToAllUsersOrNone() {
        String path = "/roles/" + newRole("Members") + "/users";

        assertThat(post(path, "{'users': ['" + user + "', 'auth0|nobody']}"))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
        assertThat(get(path)).hasToString("200 []");

        assertThat(post(path, "{'users': ['" + user + "', '" + user + "']}")).hasToString("200 {}");
        ApiResponse members = get(path);
        assertThat(members)
                .hasToString("200 [{\"email\":\"jane@tenant.example\",\"name\":\"jane@tenant.example\",\"picture\":\""
                        + members.text("/0/picture") + "\",\"user_id\":\"" + user + "\"}]");
    }

    @Test
    void forgetsUsersThatAreDeleted() {
        String path = "/roles/" + newRole("Passing") + "/users";
        String passing = newUser("passing");
        post(path, "{'users': ['" + passing + "']}").expect(200);
        delete("/users/" + passing.replace("|", "%7C")).expect(204);

        assertThat(get(path)).hasToString("200 []");
        assertThat(get(path + "?include_totals=true").text("/total")).isEqualTo("0");
    }

    @Test
    void takesItsAssignmentsAndPermissionsAlong() {
        String id = newRole("Short-lived");
        String member = newUser("member");
        post("/roles/" + id + "/permissions", READ).expect(201);
        post("/roles/" + id + "/users", "{'users': ['" + member + "']}").expect(200);
        String path = "/users/" + member.replace("|", "%7C");
        assertThat(get(path + "/permissions").json()).hasSize(1);

        assertThat(delete("/roles/" + id)).hasToString("200 {}");

        assertThat(delete("/roles/" + id)).hasToString(refusal(404, "The role does not exist.", null));
        assertThat(get(path + "/roles")).hasToString("200 []");
        assertThat(get(path + "/permissions")).hasToString("200 []");
        assertThat(newRole("Short-lived")).isNotEqualTo(id);
    }
}
