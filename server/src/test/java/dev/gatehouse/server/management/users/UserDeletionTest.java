package dev.gatehouse.server.management.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes with a user, however the user goes. */
class UserDeletionTest extends ApiTest {
    private static final String PATH = "/users/email%7Cdoomed";
    private static final String GONE = refusal(404, "The user does not exist.", "inexistent_user");

    private String connection;
    private String role;

    @BeforeAll
    void prepare() {
        post("/resource-servers", "{'identifier': 'https://api.example/', 'scopes': [{'value': 'a'}]}")
                .expect(201);
        post("/connections", "{'name': 'db', 'strategy': 'auth0'}").expect(201);
        role = post("/roles", "{'name': 'Role'}").expect(200).text("/id");
    }

    @BeforeEach
    void createEverythingOfAUser() {
        String json = "{'name': 'mail', 'strategy': 'email'}";
        if (connection == null || get("/connections/" + connection).status() == 404) {
            connection = post("/connections", json).expect(201).text("/id");
        }
        createUser();
        post(PATH + "/roles", "{'roles': ['" + role + "']}").expect(204);
        post(PATH + "/permissions", """
                {'permissions': [{'resource_server_identifier': 'https://api.example/', 'permission_name': 'a'}]}
                """).expect(201);
        post(PATH + "/authentication-methods", "{'type': 'totp', 'totp_secret': 'ABCDEFGH'}")
                .expect(201);
    }

    private void createUser() {
        delete(PATH).expect(204);
        post("/users", "{'connection': 'mail', 'user_id': 'doomed', 'email': 'Doomed@x.example'}")
                .expect(201);
    }

    private void assertNothingIsLeft() {
        assertThat(get(PATH)).hasToString(GONE);
        assertThat(get("/users-by-email?email=doomed@x.example")).hasToString("200 []");
        assertThat(get("/roles/" + role + "/users")).hasToString("200 []");
        if (get("/connections/" + connection).status() == 404) {
            connection = post("/connections", "{'name': 'mail', 'strategy': 'email'}")
                    .expect(201)
                    .text("/id");
        }
        createUser();
        assertThat(get(PATH + "/roles")).hasToString("200 []");
        assertThat(get(PATH + "/permissions")).hasToString("200 []");
        assertThat(get(PATH + "/authentication-methods")).hasToString("200 []");
    }

    @Test
    void byId() {
        assertThat(delete(PATH)).hasToString("204");
        assertThat(delete(PATH)).hasToString("204");

        assertNothingIsLeft();
    }

    @Test
    void withItsConnection() {
        assertThat(delete("/connections/" + connection).expect(202).text("/deleted_at"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(delete("/connections/" + connection).status()).isEqualTo(202);

        assertNothingIsLeft();
    }

    @Test
    void byEmailOnItsConnection() {
        String users = "/connections/" + connection + "/users?email=";
        assertThat(delete("/connections/con_none/users?email=doomed@x.example"))
                .hasToString(refusal(404, "The connection does not exist", "inexistent_connection"));
        assertThat(delete(users + "nobody@x.example")).hasToString("204");
        assertThat(get(PATH).status()).isEqualTo(200);

        assertThat(delete(users + "DOOMED@x.example")).hasToString("204");

        assertNothingIsLeft();
    }

    @Test
    void withAllUsers() {
        assertThat(delete("/users")).hasToString("204");
        assertThat(get("/users")).hasToString("200 []");

        assertNothingIsLeft();
    }

    @Test
    void byBeingLinkedToAnother() {
        post("/users", "{'connection': 'mail', 'user_id': 'main', 'email': 'main@x.example'}")
                .expect(201);
        post("/users/email%7Cmain/identities", "{'provider': 'email', 'user_id': 'doomed'}")
                .expect(201);
        assertThat(get(PATH)).hasToString(GONE);

        delete("/users/email%7Cmain/identities/email/doomed").expect(200);

        assertThat(get(PATH + "/roles")).hasToString("200 []");
        assertThat(get(PATH + "/permissions")).hasToString("200 []");
        assertThat(get(PATH + "/authentication-methods")).hasToString("200 []");
        delete("/users/email%7Cmain").expect(204);
    }

    @Test
    void leavesAUserWhoOnlyHasALinkedIdentityThere() {
        post("/users", "{'connection': 'db', 'user_id': 'stays', 'email': 'stays@x.example', 'password': 'Secret-42!'}")
                .expect(201);
        post("/users/auth0%7Cstays/identities", "{'provider': 'email', 'user_id': 'doomed'}")
                .expect(201);

        delete("/connections/" + connection).expect(202);

        assertThat(get("/users/auth0%7Cstays").json().findValuesAsText("connection"))
                .containsExactly("db");
        delete("/users/auth0%7Cstays").expect(204);
    }
}
