package dev.gatehouse.server.management.users;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationMethodsTest extends ApiTest {
    private static final String UNKNOWN = refusal(404, "Authentication method not found.", null);

    private final AtomicInteger created = new AtomicInteger();

    @BeforeAll
    void prepare() {
        post("/connections", "{'name': 'mail', 'strategy': 'email'}").expect(201);
    }

    private String newUser() {
        return "/users/"
                + post("/users", "{'connection': 'mail', 'email': 'u" + created.incrementAndGet() + "@x.example'}")
                        .expect(201)
                        .text("/user_id")
                        .replace("|", "%7C");
    }

    private static String idPath(ApiResponse method) {
        return "/authentication-methods/" + method.text("/id").replace("|", "%7C");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    authentication-methods;          ;
            POST;   authentication-methods;          {'type': 'email', 'email': 'a@x.example'}
            PUT;    authentication-methods;          []
            DELETE; authentication-methods;          ;
            GET;    authentication-methods/x;        ;
            PATCH;  authentication-methods/x;        {'name': 'x'}
            DELETE; authentication-methods/x;        ;
            DELETE; authenticators;                  ;
            DELETE; multifactor/google-authenticator;
            GET;    enrollments;                     ;
            POST;   recovery-code-regeneration;      ;
            """)
    void refusesAnUnknownUser(String method, String path, @Nullable String body) {
        assertThat(send(method, "/users/email%7Cnobody/" + path, body))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            POST;  {};                                Payload validation error: 'Missing required property: type'.
            POST;  {'type': 'recovery-code'};         `Payload validation error: 'Invalid value "recovery-code"\' on property type (Which factor it is; it decides what else is needed, as phone_number for phone.).`
            POST;  {'type': 'email', 'email': 'a'};   Payload validation error: 'Object didn't pass validation for format email: a' on property email (The address, for email.).
            PUT;   [{'type': 'passkey'}];             `Payload validation error: 'Invalid value "passkey"\' on property [0].type (Which factor it is; it decides what else is needed, as phone_number for phone.).`
            """)
    void refusesWhatTheContractDoesNotAllow(String method, String body, String message) {
        assertThat(send(method, newUser() + "/authentication-methods", body))
                .hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void refusesTheMethodOfAnotherUser() {
        ApiResponse others = post(newUser() + "/authentication-methods", "{'type': 'email', 'email': 'a@x.example'}");
        String path = newUser() + idPath(others);

        assertThat(get(path)).hasToString(UNKNOWN);
        assertThat(patch(path, "{'name': 'x'}")).hasToString(UNKNOWN);
        assertThat(delete(path)).hasToString(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'type': 'email', 'name': 'Mail', 'email': 'jane.doe@mailbox.example'}; {'type': 'email', 'name': 'Mail', 'email': 'jane****@mail***********'}
            {'type': 'email', 'email': 'jane@x.example'};                           {'type': 'email', 'email': '****@x.ex*****'}
            {'type': 'totp', 'name': 'App', 'totp_secret': 'ABCDEFGHIJ'};           {'type': 'totp', 'name': 'App'}
            {'type': 'phone', 'phone_number': '+15550123456'};                      {'type': 'phone', 'phone_number': 'XXXXXXXX3456', 'preferred_authentication_method': 'sms', 'authentication_methods': [{'id': 'sms|DEVICE', 'type': 'sms'}]}
            {'type': 'phone', 'phone_number': '+123', 'preferred_authentication_method': 'voice'}; {'type': 'phone', 'phone_number': '+123', 'preferred_authentication_method': 'voice', 'authentication_methods': [{'id': 'voice|DEVICE', 'type': 'voice'}]}
            {'type': 'passkey', 'key_id': 'k', 'public_key': 'p', 'relying_party_identifier': 'x.example'}; {'type': 'passkey', 'key_id': 'k', 'public_key': 'p', 'relying_party_identifier': 'x.example'}
            """)
    void hidesWhatIsNobodysBusiness(String sent, String shown) {
        String user = newUser();

        ApiResponse answer = post(user + "/authentication-methods", sent).expect(201);

        String id = answer.text("/id");
        assertThat(id).matches("[a-z]+\\|dev_[A-Za-z0-9]{16}");
        String device = id.substring(id.indexOf('|') + 1);
        var expected =
                json(shown.replace("DEVICE", device)).put("id", id).put("created_at", answer.text("/created_at"));
        assertThat(answer.json()).isEqualTo(expected);
        expected.put("confirmed", true);
        assertThat(get(user + idPath(answer)).json()).isEqualTo(expected);
        assertThat(get(user + "/authentication-methods").json().get(0)).isEqualTo(expected);
    }

    @Test
    void changesNameAndWay() {
        String user = newUser();
        ApiResponse phone = post(user + "/authentication-methods", "{'type': 'phone', 'phone_number': '+15550100'}");

        ApiResponse changed =
                patch(user + idPath(phone), "{'name': 'Mine', 'preferred_authentication_method': 'voice'}");

        assertThat(changed.expect(200).text("/name")).isEqualTo("Mine");
        assertThat(changed.text("/preferred_authentication_method")).isEqualTo("voice");
        assertThat(changed.json().has("confirmed")).isFalse();
        assertThat(patch(user + idPath(phone), "{'phone_number': '+1'}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Additional properties not allowed: phone_number'.",
                        "invalid_body"));
    }

    @Test
    void replacesAll() {
        String user = newUser();
        post(user + "/authentication-methods", "{'type': 'passkey', 'key_id': 'k'}")
                .expect(201);

        ApiResponse replaced = put(user + "/authentication-methods", """
                [{'type': 'email', 'email': 'jane@x.example'}, {'type': 'totp', 'totp_secret': 'ABCDEFGH'}]
                """);

        assertThat(replaced.expect(200).text("/0/email")).isEqualTo("jane@x.example");
        assertThat(replaced.body()).doesNotContain("ABCDEFGH", "confirmed");
        assertThat(get(user + "/authentication-methods").json().findValuesAsText("type"))
                .containsExactly("email", "totp");
        assertThat(get(user + "/authentication-methods?include_totals=true&per_page=1&page=1")
                        .json()
                        .findValuesAsText("type"))
                .containsExactly("totp");
    }

    @Test
    void deletesOneOfOneProviderOrAll() {
        String user = newUser();
        String methods = user + "/authentication-methods";
        put(methods, "[{'type': 'totp', 'totp_secret': 'A'}, {'type': 'email', 'email': 'a@x.example'}]")
                .expect(200);

        assertThat(delete(user + "/multifactor/duo")).hasToString("204");
        assertThat(get(methods).json()).hasSize(2);
        assertThat(delete(user + "/multifactor/google-authenticator")).hasToString("204");
        assertThat(get(methods).json().findValuesAsText("type")).containsExactly("email");

        ApiResponse one = post(methods, "{'type': 'totp', 'totp_secret': 'A'}");
        assertThat(delete(user + idPath(one))).hasToString("204");
        assertThat(delete(user + idPath(one))).hasToString(UNKNOWN);
        assertThat(delete(user + "/authenticators")).hasToString("204");
        assertThat(get(methods)).hasToString("200 []");
        post(methods, "{'type': 'totp', 'totp_secret': 'A'}").expect(201);
        assertThat(delete(methods)).hasToString("204");
        assertThat(get(methods)).hasToString("200 []");
    }

    @Test
    void showsEnrollments() {
        String user = newUser();
        ApiResponse phone =
                post(user + "/authentication-methods", "{'type': 'phone', 'name': 'P', 'phone_number': '+15550100'}");
        post(user + "/authentication-methods", "{'type': 'email', 'email': 'a@x.example'}")
                .expect(201);

        JsonNode enrollments = get(user + "/enrollments").expect(200).json();

        assertThat(enrollments).hasSize(1);
        assertThat(enrollments.get(0)).isEqualTo(json("""
                {'id': '%s', 'status': 'confirmed', 'auth_method': 'sms', 'name': 'P', 'phone_number': 'XXXXX0100',
                 'enrolled_at': '%s'}
                """.formatted(
                        phone.text("/id").substring("phone|".length()), phone.text("/created_at"))));
    }

    @Test
    void givesOneRecoveryCodeAtATime() {
        String user = newUser();
        ApiResponse first =
                send("POST", user + "/recovery-code-regeneration", null).expect(200);
        ApiResponse second =
                send("POST", user + "/recovery-code-regeneration", null).expect(200);

        assertThat(first.text("/recovery_code")).matches("[A-Z0-9]{24}").isNotEqualTo(second.text("/recovery_code"));
        ApiResponse methods = get(user + "/authentication-methods");
        assertThat(methods.json().findValuesAsText("type")).containsExactly("recovery-code");
        assertThat(methods.body()).doesNotContain(second.text("/recovery_code"), "key_material");
    }
}
