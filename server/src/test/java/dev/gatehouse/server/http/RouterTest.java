package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final Router<String> router = new Router<>();

    RouterTest() {
        router.add("GET", "/roles", "list");
        router.add("POST", "/roles", "create");
        router.add("GET", "/roles/{id}", "get");
        router.add("DELETE", "/roles/{role_id}", "delete");
        router.add("GET", "/roles/new", "form");
        router.add("GET", "/roles/{id}/users/{user}", "member");
        router.add("GET", "/roles/new/help", "help");
        router.add("GET", "/files/**", "file");
        router.add("GET", "/files/index", "index");
        router.add(Router.ANY_METHOD, "/any/**", "any");
        router.add("GET", "/any/{one}", "one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /roles              | list
            POST    | /roles              | create
            GET     | /roles/rol_1        | get
            DELETE  | /roles/rol_1        | delete
            GET     | /roles/new          | form
            GET     | /roles/new/users/u  | member
            GET     | /roles/new/help     | help
            GET     | /roles/{id}         | get
            GET     | /roles/**           | get
            GET     | /files/index        | index
            GET     | /files/index/2      | file
            GET     | /files/             | file
            GET     | /files/a/b/c        | file
            BREW    | /any/a/b            | any
            GET     | /any/a              | one
            """)
    void finds(String method, String path, String target) {
        assertThat(match(path).target(method)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "roles",
        "/roles/",
        "//roles",
        "/roles/rol_1/",
        "/roles/rol_1/users",
        "/files",
        "/role",
        "/ROLES",
        "/{}"
    })
    void findsNothing(String path) {
        assertThat(router.find(path)).isNull();
    }

    private Router.Match<String> match(String path) {
        return Objects.requireNonNull(router.find(path));
    }

    @Test
    void namesParametersAsTheTemplateOfTheMethodDoes() {
        Router.Match<String> match = match("/roles/a%2Fb");

        assertThat(match.parameters("GET")).containsExactlyEntriesOf(Map.of("id", "a%2Fb"));
        assertThat(match.parameters("DELETE")).containsExactlyEntriesOf(Map.of("role_id", "a%2Fb"));
        assertThat(match("/roles/new/users/u").parameters("GET"))
                .containsEntry("id", "new")
                .containsEntry("user", "u");
    }

    @Test
    void tellsTheMethodsOfAPath() {
        assertThat(match("/roles").target("PUT")).isNull();
        assertThat(match("/roles").allow()).isEqualTo("GET, HEAD, POST");
        assertThat(match("/roles/rol_1").allow()).isEqualTo("DELETE, GET, HEAD");
    }

    @Test
    void mountsOneThingAtAPlace() {
        assertThatThrownBy(() -> router.add("GET", "/roles/{other}", "again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /roles/{other} is mounted twice");
    }
}
