package dev.gatehouse.server.management.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles of users, and their permissions with the sources. */
class UserAuthorizationTest extends ApiTest {
    private static final String API = "https://api.example/";

    private String reader;
    private String writer;

    @BeforeAll
    void prepare() {
        post("/resource-servers", """
                {'identifier': '%s', 'name': 'The API',
                 'scopes': [{'value': 'read:it', 'description': 'Read it'}, {'value': 'write:it'}]}
                """.formatted(API)).expect(201);
        reader = newRole("Reader", "read:it");
        writer = newRole("Writer", "write:it");
    }

    private String newRole(String name, String permission) {
        String id = post("/roles", "{'name': '" + name + "'}").expect(200).text("/id");
        post("/roles/" + id + "/permissions", permissions(permission)).expect(201);
        return id;
    }

    private String newUser(String name) {
        return "/users/"
                + post("/users", """
                {'connection': 'Username-Password-Authentication', 'email': '%s@tenant.example', 'password': 'Secret-42!'}
                """.formatted(name))
                        .expect(201)
                        .text("/user_id")
                        .replace("|", "%7C");
    }

    private static String permissions(String name) {
        return "{'permissions': [{'resource_server_identifier': '" + API + "', 'permission_name': '" + name + "'}]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    roles;       ;
            POST;   roles;       {'roles': ['rol_none']}
            DELETE; roles;       {'roles': ['rol_none']}
            GET;    permissions; ;
            POST;   permissions; {'permissions': [{'resource_server_identifier': 'x', 'permission_name': 'x'}]}
            DELETE; permissions; {'permissions': [{'resource_server_identifier': 'x', 'permission_name': 'x'}]}
            """)
    void refusesAnUnknownUser(String method, String path, @Nullable String body) {
        assertThat(send(method, "/users/auth0%7Cnobody/" + path, body))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
    }

    @Test
    void givesAllRolesOrNone() {
        String roles = newUser("roles") + "/roles";

        assertThat(post(roles, "{'roles': ['" + reader + "', 'rol_none']}"))
                .hasToString(refusal(404, "The role does not exist.", null));
        assertThat(get(roles)).hasToString("200 []");

        assertThat(post(roles, "{'roles': ['" + writer + "', '" + writer + "']}"))
                .hasToString("204");
        assertThat(post(roles, "{'roles': ['" + reader + "']}")).hasToString("204");
        assertThat(get(roles))
                .hasToString("200 [{\"id\":\"" + writer + "\",\"name\":\"Writer\",\"description\":\"\"},{\"id\":\""
                        + reader + "\",\"name\":\"Reader\",\"description\":\"\"}]");
        assertThat(get(roles + "?per_page=1&page=1&include_totals=true"))
                .hasToString("200 {\"start\":1,\"limit\":1,\"total\":2,\"roles\":[{\"id\":\"" + reader
                        + "\",\"name\":\"Reader\",\"description\":\"\"}]}");
    }

    @Test
    void takesRoles() {
        String roles = newUser("former") + "/roles";
        post(roles, "{'roles': ['" + reader + "', '" + writer + "']}").expect(204);

        assertThat(delete(roles, "{'roles': ['" + writer + "', 'rol_none']}")).hasToString("204");

        assertThat(get(roles).json().findValuesAsText("id")).containsExactly(reader);
    }

    @Test
    void tellsWhereEachPermissionComesFrom() {
        String user = newUser("sources");
        post(user + "/roles", "{'roles': ['" + reader + "', '" + writer + "']}").expect(204);
        assertThat(post(user + "/permissions", permissions("read:it"))).hasToString("201 {}");

        assertThat(get(user + "/permissions")).hasToString("200 [" + """
                {"permission_name":"read:it","description":"Read it","resource_server_name":"The API",\
                "resource_server_identifier":"%s","sources":[\
                {"source_id":"","source_name":"","source_type":"DIRECT"},\
                {"source_id":"%s","source_name":"Reader","source_type":"ROLE"}]},\
                {"permission_name":"write:it","description":"","resource_server_name":"The API",\
                "resource_server_identifier":"%s","sources":[\
                {"source_id":"%s","source_name":"Writer","source_type":"ROLE"}]}]""".formatted(API, reader, API, writer));
    }

    @Test
    void takesOnlyWhatWasGivenDirectly() {
        String user = newUser("direct");
        post(user + "/roles", "{'roles': ['" + reader + "']}").expect(204);
        post(user + "/permissions", permissions("read:it")).expect(201);

        assertThat(delete(user + "/permissions", permissions("read:it"))).hasToString("204");

        assertThat(get(user + "/permissions").json().findValuesAsText("source_type"))
                .containsExactly("ROLE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            no;                   x; Resource server with identifier no does not exist; inexistent_resource_server
            https://api.example/; x; Permission x does not exist on the resource server https://api.example/; inexistent_permission
            """)
    void refusesAPermissionThatNoApiHas(String api, String name, String message, String code) {
        String body = "{'permissions': [{'resource_server_identifier': '%s', 'permission_name': '%s'}]}";

        assertThat(post(newUser("refused" + code) + "/permissions", body.formatted(api, name)))
                .hasToString(refusal(404, message, code));
    }
}
