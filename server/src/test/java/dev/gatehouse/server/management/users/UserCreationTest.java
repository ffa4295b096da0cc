package dev.gatehouse.server.management.users;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCreationTest extends ApiTest {
    private static final String EXISTS = refusal(409, "The user already exists.", "auth0_idp_error");

    @BeforeAll
    void prepare() {
        connection("plain", "auth0", "{'passwordPolicy': 'none'}");
        connection("named", "auth0", """
                {'passwordPolicy': 'low', 'requires_username': true, 'validation': {'username': {'min': 3, 'max': 8}}}
                """);
        connection("strict", "auth0", """
                {'passwordPolicy': 'excellent', 'password_no_personal_info': {'enable': true},
                 'password_dictionary': {'enable': true, 'dictionary': ['Gatehouse-2026']}}
                """);
        connection("flexible", "auth0", """
                {'password_options': {'complexity': {'min_length': 6, 'character_types': ['number']},
                                      'dictionary': {'active': true, 'custom': ['gatehouse1']},
                                      'profile_data': {'active': true, 'blocked_fields': ['user_metadata.city']}}}
                """);
        connection("attributes", "auth0", """
                {'passwordPolicy': 'none', 'attributes': {'username': {'identifier': {'active': true}},
                 'phone_number': {'identifier': {'active': true}}, 'email': {'identifier': {'active': true}}}}
                """);
        connection("shared", "auth0", """
                {'passwordPolicy': 'none', 'attributes': {'email': {'unique': false, 'identifier': {'active': false}},
                 'username': {'identifier': {'active': true},
                              'validation': {'allowed_types': {'email': true, 'phone_number': true}}}}}
                """);
        connection("mail", "email", "{}");
        connection("text", "sms", "{}");
        connection("social", "google-oauth2", "{}");
    }

    private void connection(String name, String strategy, String options) {
        post("/connections", "{'name': '%s', 'strategy': '%s', 'options': %s}".formatted(name, strategy, options))
                .expect(201);
    }

    private ApiResponse create(String connection, String members) {
        return post("/users", "{'connection': '" + connection + "', " + members + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
            none;       'email': 'a@x.example', 'password': 'x'; The connection does not exist.; inexistent_connection
            plain;      'email': 'a@x.example';    Payload validation error: 'Missing required property: password'.; invalid_body
            plain;      'password': 'x';           Payload validation error: 'Missing required property: email'.; invalid_body
            plain;      'password': 'x', 'email': 'a@x.example', 'admin': true; Payload validation error: 'Additional properties not allowed: admin'.; invalid_body
            attributes; 'password': 'x';           Payload validation error: 'Missing required property: email'.; invalid_body
            mail;       'name': 'A';               Payload validation error: 'Missing required property: email'.; invalid_body
            text;       'name': 'A';               Payload validation error: 'Missing required property: phone_number'.; invalid_body
            social;     'email': 'a@x.example';    Users of the connection social are made by its provider (google-oauth2), when they sign in.; operation_not_supported
            named;      'email': 'a@x.example', 'password': 'abcdef'; Missing username for named connection with requires_username enabled; invalid_body
            named;      'email': 'a@x.example', 'password': 'abcdef', 'username': 'ab'; Username is invalid: it must have 3 to 8 characters, which are letters, digits, or one of _+-.!#$'^`~@; auth0_idp_error
            named;      'email': 'a@x.example', 'password': 'abcdef', 'username': 'a b c'; Username is invalid: it must have 3 to 8 characters, which are letters, digits, or one of _+-.!#$'^`~@; auth0_idp_error
            named;      'email': 'a@x.example', 'password': 'abcdef', 'username': 'a@x.io'; Username is invalid: it cannot be an email address; auth0_idp_error
            plain;      'email': 'a@x.example', 'password': 'abcdef', 'username': '+15550100'; Username is invalid: it cannot be a phone number; auth0_idp_error
            named;      'email': 'a@x.example', 'password': 'abcde', 'username': 'abc'; PasswordStrengthError: Password is too weak; auth0_idp_error
            strict;     'email': 'a@x.example', 'password': 'Abcdefgh1';    PasswordStrengthError: Password is too weak; auth0_idp_error
            strict;     'email': 'a@x.example', 'password': 'Abcdefghiii1'; PasswordStrengthError: Password is too weak; auth0_idp_error
            strict;     'email': 'a@x.example', 'password': 'gatehouse-2026'; PasswordDictionaryError: Password is too common; auth0_idp_error
            strict;     'email': 'annabelle@x.example', 'password': 'I-am-Annabelle-1'; PasswordNoUserInfoError: Password contains user information; auth0_idp_error
            flexible;   'email': 'a@x.example', 'password': 'abc12';   PasswordStrengthError: Password is too weak; auth0_idp_error
            flexible;   'email': 'a@x.example', 'password': 'abcdefg'; PasswordStrengthError: Password is too weak; auth0_idp_error
            flexible;   'email': 'a@x.example', 'password': 'Gatehouse1'; PasswordDictionaryError: Password is too common; auth0_idp_error
            flexible;   'email': 'a@x.example', 'password': 'i-love-leeds-1', 'user_metadata': {'city': 'Leeds'}; PasswordNoUserInfoError: Password contains user information; auth0_idp_error
            """)
    void refuses(String connection, String members, String message, String code) {
        assertThat(create(connection, members)).hasToString(refusal(400, message, code));
        assertThat(get("/users-by-email?email=a@x.example")).hasToString("200 []");
    }

    @Test
    void refusesAUserWithoutConnection() {
        assertThat(post("/users", "{'email': 'a@x.example'}"))
                .hasToString(refusal(
                        400, "Payload validation error: 'Missing required property: connection'.", "invalid_body"));
    }

    @Test
    void completesTheProfile() {
        ApiResponse created = create("plain", "'email': 'Jane.Doe@X.example', 'password': 'pwd-of-jane'")
                .expect(201);
        String id = created.text("/identities/0/user_id");

        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(created.text("/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(created.json()).isEqualTo(json("""
                {'email': 'jane.doe@x.example', 'email_verified': false, 'name': 'jane.doe@x.example',
                 'nickname': 'jane.doe', 'user_id': 'auth0|%s',
                 'picture': 'https://s.gravatar.com/avatar/%s?s=480&r=pg&d=https%%3A%%2F%%2Fcdn.auth0.com%%2Favatars%%2Fja.png',
                 'identities': [{'connection': 'plain', 'user_id': '%s', 'provider': 'auth0', 'isSocial': false}],
                 'created_at': '%s', 'updated_at': '%s'}
                """.formatted(
                id, "5963e02a89973b8438cd558e8d263f67", id, created.text("/created_at"), created.text("/created_at"))));
        assertThat(get("/users/auth0%7C" + id).json()).isEqualTo(created.json());
    }

    @Test
    void keepsWhatIsSent() {
        ApiResponse created = create("named", """
                'user_id': 'jd', 'email': 'jd@x.example', 'email_verified': true, 'verify_email': false,
                'username': 'Jane', 'password': 'pwd-of-jane', 'given_name': 'Jane', 'family_name': 'Doe',
                'name': 'Jane Doe', 'nickname': 'J', 'picture': 'https://x.example/j.png', 'blocked': true,
                'user_metadata': {'a': {'b': [1, null]}}, 'app_metadata': {}
                """).expect(201);

        assertThat(created.json())
                .isEqualTo(json("""
                {'email': 'jd@x.example', 'email_verified': true, 'username': 'jane', 'given_name': 'Jane',
                 'family_name': 'Doe', 'name': 'Jane Doe', 'nickname': 'J', 'picture': 'https://x.example/j.png',
                 'blocked': true, 'user_metadata': {'a': {'b': [1, null]}}, 'app_metadata': {}, 'user_id': 'auth0|jd',
                 'identities': [{'connection': 'named', 'user_id': 'jd', 'provider': 'auth0', 'isSocial': false}],
                 'created_at': '%s', 'updated_at': '%s'}
                """.formatted(created.text("/created_at"), created.text("/updated_at"))));
    }

    @Test
    void createsUsersWithoutPasswords() {
        ApiResponse byMail = create("mail", "'email': 'm@x.example'").expect(201);
        ApiResponse byText = create("text", "'phone_number': '+15550100'").expect(201);

        assertThat(byMail.text("/user_id")).matches("email\\|[0-9a-f]{24}");
        assertThat(byText.text("/user_id")).matches("sms\\|[0-9a-f]{24}");
        assertThat(byText.text("/name")).isEqualTo("+15550100");
        assertThat(byText.json().has("email_verified")).isFalse();
    }

    @Test
    void takesUsernamesAndPhoneNumbersForAnAddressWhereAttributesAllowThem() {
        create("attributes", "'password': 'x', 'username': 'solo'").expect(201);
        create("attributes", "'password': 'x', 'phone_number': '+15550101'").expect(201);

        assertThat(create("attributes", "'password': 'x', 'username': 'SOLO'")).hasToString(EXISTS);
        assertThat(create("attributes", "'password': 'x', 'phone_number': '+15550101'"))
                .hasToString(EXISTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            own-id;       email|own-id
            email|with-it; email|with-it
            auth0|other;  email|auth0|other
            '';           -
            email|;       -
            """)
    void takesIdsWithAndWithoutTheirProvider(String sent, @Nullable String userId) {
        String members = "'email': '%d@ids.example', 'user_id': '%s'".formatted(sent.hashCode(), sent);

        String created = create("mail", members).expect(201).text("/user_id");

        if (userId == null) {
            assertThat(created).matches("email\\|[0-9a-f]{24}");
        } else {
            assertThat(created).isEqualTo(userId);
        }
    }

    @Test
    void takesAnAddressOnceOnEachConnection() {
        create("mail", "'email': 'once@x.example', 'user_id': 'once'").expect(201);

        assertThat(create("mail", "'email': 'ONCE@X.example'")).hasToString(EXISTS);
        assertThat(create("mail", "'email': 'another@x.example', 'user_id': 'once'"))
                .hasToString(EXISTS);
        create("plain", "'email': 'once@x.example', 'password': 'x'").expect(201);

        assertThat(get("/users-by-email?email=Once@x.example").json().findValuesAsText("connection"))
                .containsExactly("mail", "plain");
    }

    @Test
    void letsUsersShareAnAddressThatNeedNotBeUnique() {
        create("shared", "'password': 'x', 'username': 'mother', 'email': 'family@x.example'")
                .expect(201);
        String father = create("shared", "'password': 'x', 'username': 'Fäther', 'email': 'family@x.example'")
                .expect(201)
                .text("/username");

        assertThat(father).isEqualTo("father");
        assertThat(create("shared", "'password': 'x', 'username': 'FATHER', 'email': 'family@x.example'"))
                .hasToString(EXISTS);
        assertThat(get("/users-by-email?email=family@x.example").json()).hasSize(2);
    }

    @Test
    void takesUsernamesThatLookLikeOtherIdentifiersWhereTheConnectionAllowsThem() {
        create("shared", "'password': 'x', 'username': 'me@x.example'").expect(201);
        create("shared", "'password': 'x', 'username': '+15550177'").expect(201);
    }

    @Test
    void findsUsersByIdsThatAreEncodedTwice() {
        create("mail", "'email': 'twice@x.example', 'user_id': 'a%41'").expect(201);

        assertThat(get("/users/email%7Ca%2541").text("/email")).isEqualTo("twice@x.example");
        assertThat(get("/users/email%257Ca%252541").text("/email")).isEqualTo("twice@x.example");
        delete("/users/email%257Ca%252541").expect(204);
        assertThat(get("/users/email%7Ca%2541").status()).isEqualTo(404);
    }

    @Test
    void neverShowsAPassword() {
        ApiResponse created = create("plain", "'email': 'quiet@x.example', 'password': 'a-password-of-mine'");
        String path = "/users/" + created.text("/user_id").replace("|", "%7C");

        for (ApiResponse answer : new ApiResponse[] {
            created, get(path), get("/users"), patch(path, "{'password': 'another-one'}"), get(path)
        }) {
            assertThat(answer.body()).doesNotContain("a-password-of-mine", "another-one", "argon2", "password\"");
        }
    }
}
