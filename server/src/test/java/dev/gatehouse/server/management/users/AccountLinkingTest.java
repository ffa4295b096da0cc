package dev.gatehouse.server.management.users;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountLinkingTest extends ApiTest {
    private static final String UNKNOWN = refusal(404, "The user does not exist.", "inexistent_user");

    @BeforeAll
    void prepare() {
        post("/connections", "{'name': 'mail', 'strategy': 'email'}").expect(201);
        create("one");
        create("two");
        create("three");
        post("/users/email%7Ctwo/identities", "{'provider': 'email', 'user_id': 'three'}")
                .expect(201);
    }

    private void create(String id) {
        post("/users", """
                {'connection': 'mail', 'user_id': '%s', 'email': '%s@x.example', 'picture': 'https://x.example/p.png',
                 'user_metadata': {'of': '%s'}}
                """.formatted(id, id, id)).expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
            nobody; {'provider': 'email', 'user_id': 'one'};    404; The user does not exist.; inexistent_user
            one;    {'provider': 'email', 'user_id': 'nobody'}; 404; The user does not exist.; inexistent_user
            one;    {'provider': 'auth0', 'user_id': 'two'};    404; The user does not exist.; inexistent_user
            one;    {'provider': 'email', 'user_id': 'one'};    400; Main account and secondary account are the same; invalid_body
            two;    {'provider': 'email', 'user_id': 'three'};  400; Main account and secondary account are the same; invalid_body
            one;    {'provider': 'email', 'user_id': 'three'};  400; The identity is linked to another user already; invalid_body
            one;    {'provider': 'email'};                      400; Payload validation error: 'Missing required property: user_id'.; invalid_body
            one;    {'user_id': 'two'};                         400; Payload validation error: 'Missing required property: provider'.; invalid_body
            one;    {};                                         400; Payload validation error: 'Too few properties defined (0), minimum 1'.; invalid_body
            one;    {'link_with': 'a.b.c'};                     400; link_with needs an ID token, which this server does not issue yet. Use provider and user_id.; operation_not_supported
            """)
    void refusesToLink(String primary, String body, int status, String message, String code) {
        assertThat(post("/users/email%7C" + primary + "/identities", body)).hasToString(refusal(status, message, code));
        assertThat(get("/users/email%7Ctwo").json().path("identities")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            nobody; email/one;   404; The user does not exist.; inexistent_user
            one;    email/three; 404; The user has no such identity.; inexistent_user
            two;    auth0/three; 404; The user has no such identity.; inexistent_user
            two;    email/two;   400; The primary identity cannot be unlinked; operation_not_supported
            """)
    void refusesToUnlink(String user, String identity, int status, String message, String code) {
        assertThat(delete("/users/email%7C" + user + "/identities/" + identity))
                .hasToString(refusal(status, message, code));
    }

    @Test
    void linksAndUnlinks() {
        create("main");
        create("part");
        String path = "/users/email%7Cmain";
        String part = """
                {'connection': 'mail', 'user_id': 'part', 'provider': 'email', 'isSocial': false,
                 'profileData': {'email': 'part@x.example', 'email_verified': false, 'name': 'part@x.example',
                                 'nickname': 'part', 'picture': 'https://x.example/p.png'}}""";
        String main = part.replace("part", "main");

        ApiResponse linked = post(path + "/identities", "{'provider': 'email', 'user_id': 'email|part'}");

        assertThat(linked.expect(201).json())
                .isEqualTo(json("{'i': [" + main + ", " + part + "]}").path("i"));
        assertThat(get("/users/email%7Cpart")).hasToString(UNKNOWN);
        ApiResponse user = get(path);
        assertThat(user.json().at("/identities/0").has("profileData")).isFalse();
        assertThat(user.json().at("/identities/1")).isEqualTo(json(part));
        assertThat(user.text("/user_metadata/of")).isEqualTo("main");

        ApiResponse unlinked = delete(path + "/identities/email/part");

        assertThat(unlinked.expect(200).json())
                .isEqualTo(json("{'i': [" + main + "]}").path("i"));
        ApiResponse separated = get("/users/email%7Cpart").expect(200);
        assertThat(separated.json())
                .isEqualTo(json("""
                {'email': 'part@x.example', 'email_verified': false, 'name': 'part@x.example', 'nickname': 'part',
                 'picture': 'https://x.example/p.png', 'user_id': 'email|part',
                 'identities': [{'connection': 'mail', 'user_id': 'part', 'provider': 'email', 'isSocial': false}],
                 'created_at': '%s', 'updated_at': '%s'}
                """.formatted(separated.text("/created_at"), separated.text("/updated_at"))));
        post(path + "/identities", "{'provider': 'email', 'user_id': 'part'}").expect(201);
    }

    @Test
    void bringsAlongWhatWasLinkedToTheOther() {
        create("a");
        create("b");
        create("c");
        post("/users/email%7Cb/identities", "{'provider': 'email', 'user_id': 'c'}")
                .expect(201);

        ApiResponse linked = post("/users/email%7Ca/identities", "{'provider': 'email', 'user_id': 'b'}");

        assertThat(linked.expect(201).json().findValuesAsText("user_id")).containsExactly("a", "b", "c");
        assertThat(get("/users?q=identities.user_id:c").json().findValuesAsText("email"))
                .startsWith("a@x.example");
    }
}
