package dev.gatehouse.server.management.users;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserUpdateTest extends ApiTest {
    @BeforeAll
    void prepare() {
        post("/connections", """
                {'name': 'db', 'strategy': 'auth0', 'options': {'passwordPolicy': 'low', 'requires_username': true,
                 'password_history': {'enable': true, 'size': 1}}}
                """).expect(201);
        post("/connections", "{'name': 'mail', 'strategy': 'email'}").expect(201);
        post("/connections", "{'name': 'text', 'strategy': 'sms'}").expect(201);
        create("db", "'user_id': 'one', 'email': 'one@x.example', 'username': 'one', 'password': 'first-password'");
        create("db", "'user_id': 'two', 'email': 'two@x.example', 'username': 'two', 'password': 'other-password'");
        create("mail", "'user_id': 'three', 'email': 'three@x.example'");
    }

    private void create(String connection, String members) {
        post("/users", "{'connection': '" + connection + "', " + members + "}").expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
            auth0%7Cone;   {'email': 'a@x.example', 'password': 'abcdef'}; Cannot update email and password simultaneously; operation_not_supported
            auth0%7Cone;   {'email': 'a@x.example', 'username': 'a'};      Cannot update email and username simultaneously; operation_not_supported
            auth0%7Cone;   {'username': 'a', 'phone_number': '+15550100'}; Cannot update username and phone_number simultaneously; operation_not_supported
            auth0%7Cone;   {'connection': 'mail', 'email': 'a@x.example'}; The user has no identity in the connection mail; operation_not_supported
            auth0%7Cone;   {'password': 'abcde'};                          PasswordStrengthError: Password is too weak; auth0_idp_error
            auth0%7Cone;   {'username': 'a b'};                            Username is invalid: it must have 1 to 15 characters, which are letters, digits, or one of _+-.!#$'^`~@; auth0_idp_error
            auth0%7Cone;   {'email': 'TWO@x.example'};                     The specified new email already exists; auth0_idp_error
            auth0%7Cone;   {'username': 'Two'};                            The specified new username already exists; auth0_idp_error
            email%7Cthree; {'password': 'abcdefgh'};                       The password can only be changed on a database connection; operation_not_supported
            auth0%7Cone;   {'user_id': 'a'};                               Payload validation error: 'Additional properties not allowed: user_id'.; invalid_body
            """)
    void refuses(String id, String body, String message, String code) {
        ApiResponse before = get("/users/" + id);

        assertThat(patch("/users/" + id, body)).hasToString(refusal(400, message, code));
        assertThat(get("/users/" + id)).hasToString(before.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            update:users;                 {'blocked': false};              200
            update:users;                 {'app_metadata': {'a': 1}};      200
            update:users_app_metadata;    {'app_metadata': {'a': 1}};      200
            update:users_app_metadata;    {'user_metadata': {'a': 1}};     403
            update:users_app_metadata;    {'password': 'abcdefgh'};        403
            update:users_app_metadata update:current_user_metadata; {'user_metadata': {'a': 1}}; 403
            """)
    void letsAScopeChangeWhatItIsFor(String scopes, String body, int status) {
        ApiResponse answer = tenant().caller(scopes).patch("/users/email%7Cthree", body);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text("/message")).isEqualTo("Insufficient scope, expected any of: update:users");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            GET;    ``;           read:current_user;              -;                              read:users,read:user_idp_tokens
            GET;    /enrollments; read:current_user;              -;                              read:users
            PATCH;  ``;           update:current_user_metadata;   {'user_metadata': {'a': 1}};    update:users,update:users_app_metadata
            DELETE; ``;           delete:current_user;            -;                              delete:users
            POST;   /identities;  update:current_user_identities; {'provider': 'email', 'user_id': 'three'}; update:users
            """, quoteCharacter = '`')
    void letsScopesForTheCurrentUserInToNobodyElse(
            String method, String path, String scope, @Nullable String body, String wanted) {
        byte[] sent = body == null ? null : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        ApiResponse answer = tenant().caller(scope).send(method, "/users/auth0%7Cone" + path, sent);

        assertThat(answer)
                .hasToString(
                        "403 {\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Insufficient scope, expected"
                                + " any of: " + wanted + "\",\"errorCode\":\"insufficient_scope\"}");
    }

    @Test
    void refusesAnUnknownUser() {
        assertThat(patch("/users/auth0%7Cnobody", "{'name': 'A'}"))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
    }

    @Test
    void changesWhatIsSentAndTakesAwayWhatIsNull() {
        create("mail", "'user_id': 'c', 'email': 'c@x.example', 'given_name': 'C', 'nickname': 'Cee'");
        ApiResponse before = get("/users/email%7Cc");
        tenant().clock().moveBy(Duration.ofSeconds(1));

        ApiResponse changed = patch("/users/email%7Cc", """
                {'given_name': null, 'family_name': 'See', 'blocked': true, 'verify_email': true, 'client_id': 'x'}
                """).expect(200);

        assertThat(changed.json()).isEqualTo(json("""
                {'email': 'c@x.example', 'email_verified': false, 'nickname': 'Cee', 'family_name': 'See',
                 'name': 'c@x.example', 'picture': '%s', 'blocked': true, 'user_id': 'email|c',
                 'identities': [{'connection': 'mail', 'user_id': 'c', 'provider': 'email', 'isSocial': false}],
                 'created_at': '%s', 'updated_at': '%s'}
                """.formatted(
                        before.text("/picture"), before.text("/created_at"), changed.text("/updated_at"))));
        assertThat(changed.text("/updated_at")).isGreaterThan(before.text("/updated_at"));
        assertThat(get("/users/email%7Cc").json()).isEqualTo(changed.json());
        assertThat(patch("/users/email%7Cc", "{'blocked': false}").text("/blocked"))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', nullValues = "-", textBlock = """
            {'b': 2};                       {"a":{"x":1},"b":2}
            {'a': {'y': 2}};                {"a":{"y":2}}
            {'a': null};                    {}
            {'a': null, 'b': null};         {}
            {};                             {}
            """)
    void mergesMetadataAtItsFirstLevel(String change, String expected) {
        for (String metadata : new String[] {"user_metadata", "app_metadata"}) {
            patch("/users/email%7Cthree", "{'" + metadata + "': null}").expect(200);
            patch("/users/email%7Cthree", "{'" + metadata + "': {'a': {'x': 1}}}")
                    .expect(200);

            ApiResponse changed = patch("/users/email%7Cthree", "{'" + metadata + "': " + change + "}");

            assertThat(changed.json().path(metadata)).hasToString(expected);
        }
    }

    @Test
    void takesAllMetadataAway() {
        patch("/users/email%7Cthree", "{'user_metadata': {'a': 1}, 'app_metadata': {'a': 1}}")
                .expect(200);

        ApiResponse changed =
                patch("/users/email%7Cthree", "{'user_metadata': null}").expect(200);

        assertThat(changed.json().has("user_metadata")).isFalse();
        assertThat(changed.text("/app_metadata/a")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "db, email, old@x.example, New@x.example, new@x.example",
        "db, username, old, Néw, new",
        "text, phone_number, +15550100, +15550101, +15550101"
    })
    void changesWhatAUserSignsInWith(String connection, String field, String old, String sent, String kept) {
        String more = switch (field) {
            case "email" -> "'username': 'e', 'password': 'abcdef'";
            case "username" -> "'email': 'u@x.example', 'password': 'abcdef'";
            default -> "'name': 'P'";
        };
        String id = post("/users", "{'connection': '%s', '%s': '%s', %s}".formatted(connection, field, old, more))
                .expect(201)
                .text("/user_id");

        ApiResponse changed = patch("/users/" + id.replace("|", "%7C"), "{'" + field + "': '" + sent + "'}");

        assertThat(changed.expect(200).text("/" + field)).isEqualTo(kept);
        String other = more.replace("'e'", "'e2'").replace("u@", "u2@");
        String sameNew = "{'connection': '%s', '%s': '%s', %s}".formatted(connection, field, sent, other);
        String sameOld = "{'connection': '%s', '%s': '%s', %s}".formatted(connection, field, old, other);
        assertThat(post("/users", sameNew)).hasToString(refusal(409, "The user already exists.", "auth0_idp_error"));
        post("/users", sameOld).expect(201);
    }

    @Test
    void changesThePasswordAndRemembersTheOneBefore() {
        create("db", "'user_id': 'p', 'email': 'p@x.example', 'username': 'p', 'password': 'password-1'");
        String used = refusal(400, "PasswordHistoryError: Password has previously been used", "auth0_idp_error");
        String path = "/users/auth0%7Cp";

        assertThat(patch(path, "{'password': 'password-1'}")).hasToString(used);
        ApiResponse changed = patch(path, "{'password': 'password-2', 'connection': 'db', 'app_metadata': {'a': 1}}")
                .expect(200);
        assertThat(changed.text("/last_password_reset")).isEqualTo(changed.text("/updated_at"));
        assertThat(changed.text("/app_metadata/a")).isEqualTo("1");
        assertThat(patch(path, "{'password': 'password-2'}")).hasToString(used);
        patch(path, "{'password': 'password-1'}").expect(200);
    }

    @Test
    void changesTheProfileOfALinkedIdentity() {
        create("mail", "'user_id': 'main', 'email': 'main@x.example'");
        create("text", "'user_id': 'part', 'phone_number': '+15550199'");
        post("/users/email%7Cmain/identities", "{'provider': 'sms', 'user_id': 'part'}")
                .expect(201);

        ApiResponse changed = patch("/users/email%7Cmain", """
                {'connection': 'text', 'phone_number': '+15550198', 'blocked': true, 'user_metadata': {'a': 1}}
                """).expect(200);

        assertThat(changed.text("/identities/1/profileData/phone_number")).isEqualTo("+15550198");
        assertThat(changed.json().at("/identities/1/profileData").has("blocked"))
                .isFalse();
        assertThat(changed.json().has("phone_number")).isFalse();
        assertThat(changed.text("/blocked")).isEqualTo("true");
        assertThat(changed.text("/user_metadata/a")).isEqualTo("1");
        create("text", "'phone_number': '+15550199'");
    }

    @Test
    void searchesWhatWasChanged() {
        create("mail", "'user_id': 's', 'email': 's@x.example', 'name': 'Before'");
        patch("/users/email%7Cs", "{'name': 'Afterwards', 'app_metadata': {'plan': 'pro'}}")
                .expect(200);

        assertThat(get("/users?q=name:before")).hasToString("200 []");
        assertThat(get("/users?q=name:after*%20AND%20app_metadata.plan:pro")
                        .json()
                        .findValuesAsText("email"))
                .containsExactly("s@x.example");
        assertThat(get("/users?q=name:("))
                .hasToString(refusal(
                        400,
                        "Query validation error: 'Not a search query: an end too early at character 7' on property q (A search in Lucene's syntax).",
                        "invalid_query_string"));
    }
}
