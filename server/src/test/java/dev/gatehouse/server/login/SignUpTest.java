package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People make users of themselves, and choose another password when they forgot theirs. */
class SignUpTest extends ApiTest {
    private static final String CALLBACK = "https://app.example/callback";
    private static final String PASSWORD = "Correct-Horse-7";
    private static final Pattern LINK = Pattern.compile("https://tenant\\.example(/u/reset-password\\?ticket=\\w+)");

    private String clientId = "";

    @BeforeAll
    void createApplication() {
        clientId = post("/clients", """
                        {'name': 'Bookshop', 'callbacks': ['%s'], 'grant_types': ['authorization_code']}
                        """.formatted(CALLBACK)).expect(201).text("/client_id");
        connection(
                "readers",
                "'passwordPolicy': 'good', 'password_no_personal_info': {'enable': true},"
                        + " 'password_dictionary': {'enable': true, 'dictionary': ['Swordfish-77']}");
        connection("closed", "'disable_signup': true");
        connection("named", "'requires_username': true");
    }

    private void connection(String name, String options) {
        post(
                        "/connections",
                        "{'name': '%s', 'strategy': 'auth0', 'enabled_clients': ['%s'], 'options': {%s}}"
                                .formatted(name, clientId, options))
                .expect(201);
    }

    private String authorize(String connection) {
        return "/authorize?"
                + TestBrowser.encoded(Map.of(
                        "client_id", clientId,
                        "response_type", "code",
                        "redirect_uri", CALLBACK,
                        "scope", "openid",
                        "connection", connection,
                        "screen_hint", "signup",
                        "login_hint", "hinted@example.com"));
    }

    private ApiResponse signUp(String connection, String more) {
        return tenant().root()
                .post(
                        "/dbconnections/signup",
                        "{'client_id': '%s', 'connection': '%s'%s}".formatted(clientId, connection, more));
    }

    private JsonNode user(String email) {
        return get("/users-by-email?email=" + email).expect(200).json().path(0);
    }

    @Test
    void signsUpOnThePageAndIsSignedIn() {
        TestBrowser browser = new TestBrowser(tenant());
        ApiResponse page = browser.follow(browser.get(authorize("readers"))).expect(200);
        assertThat(page.body())
                .contains("Sign up to continue to Bookshop.", "autocomplete=\"new-password\"", "hinted@example.com")
                .doesNotContain("<script", "name=\"username\"");
        Map<String, String> form = TestBrowser.hiddenFields(page);
        form.put("email", "page@example.com");
        form.put("password", "weak");
        assertThat(browser.post("/u/signup", form).expect(400).body()).contains("Password is too weak.");
        form.put("password", PASSWORD);
        ApiResponse redirect = browser.follow(browser.post("/u/signup", form));
        assertThat(TestBrowser.parameters(redirect)).containsKey("code");

        JsonNode user = user("page@example.com");
        assertThat(user.path("email_verified").asBoolean(true)).isFalse();
        assertThat(user.path("logins_count").asInt()).isEqualTo(1);
        assertThat(get("/logs?q=type:ss").body()).contains("page@example.com");
        assertThat(get("/logs?q=type:fs").body()).contains("Password is too weak");
        assertThat(awaitMail("page@example.com")).contains("Verify my address");

        TestBrowser other = new TestBrowser(tenant());
        Map<String, String> again = TestBrowser.hiddenFields(other.follow(other.get(authorize("readers"))));
        again.put("email", "page@example.com");
        again.put("password", PASSWORD);
        assertThat(other.post("/u/signup", again).expect(400).body()).contains("log in to it instead");
    }

    @Test
    void asksForAUsernameWhereItIsRequired() {
        TestBrowser browser = new TestBrowser(tenant());
        ApiResponse page = browser.follow(browser.get(authorize("named"))).expect(200);
        assertThat(page.body()).contains("name=\"username\"");
        Map<String, String> form = TestBrowser.hiddenFields(page);
        form.putAll(Map.of("email", "named@example.com", "username", "Ada", "password", PASSWORD));
        browser.follow(browser.post("/u/signup", form)).expect(302);

        TestBrowser other = new TestBrowser(tenant());
        String login = authorize("named").replace("screen_hint=signup", "screen_hint=login");
        assertThat(TestBrowser.parameters(other.signIn(login, "ADA", PASSWORD))).containsKey("code");
    }

    @Test
    void showsNoSignUpWhereItIsDisabled() {
        TestBrowser browser = new TestBrowser(tenant());
        assertThat(browser.follow(browser.get(authorize("closed"))).expect(400).body())
                .contains("public signup is disabled");
        String login = authorize("closed").replace("screen_hint=signup", "screen_hint=login");
        assertThat(browser.follow(browser.get(login)).expect(200).body()).doesNotContain("Sign up");
        assertThat(signUp("closed", ", 'email': 'closed@example.com', 'password': '%s'".formatted(PASSWORD))
                        .expect(400)
                        .text("/description"))
                .isEqualTo("public signup is disabled");
    }

    @Test
    void signsUpByTheEndpoint() {
        ApiResponse made = signUp("readers", """
                , 'email': 'Api@Example.com', 'password': '%s', 'given_name': 'Ada', 'user_metadata': {'plan': 'gold'},
                'email_verified': true, 'app_metadata': {'admin': true}, 'blocked': true
                """.formatted(PASSWORD)).expect(200);

        JsonNode user = user("api@example.com");
        String id = user.path("user_id").asText().replace("auth0|", "");
        assertThat(made)
                .hasToString("200 {\"_id\":\"" + id + "\",\"email\":\"api@example.com\",\"email_verified\":false,"
                        + "\"given_name\":\"Ada\",\"user_metadata\":{\"plan\":\"gold\"}}");
        assertThat(user.has("app_metadata") || user.has("blocked")).isFalse();
        assertThat(user.path("email_verified").asBoolean(true)).isFalse();
        assertThat(signUp("readers", ", 'email': 'api@example.com', 'password': '%s'".formatted(PASSWORD)))
                .hasToString("400 {\"name\":\"BadRequestError\",\"code\":\"invalid_signup\","
                        + "\"description\":\"Invalid sign up\",\"statusCode\":400}");
    }

    @Test
    void saysWhichRuleOfThePasswordIsBroken() {
        JsonNode weak = signUp("readers", ", 'email': 'weak@example.com', 'password': 'abcdefgh'")
                .expect(400)
                .json();
        assertThat(weak.path("name").asText()).isEqualTo("PasswordStrengthError");
        assertThat(weak.path("code").asText()).isEqualTo("invalid_password");
        assertThat(weak.path("policy").asText()).startsWith("* At least 8 characters");
        JsonNode rules = weak.path("description").path("rules");
        assertThat(rules.path(0).path("code").asText()).isEqualTo("lengthAtLeast");
        assertThat(rules.path(0).path("verified").asBoolean()).isTrue();
        assertThat(rules.path(1).path("code").asText()).isEqualTo("containsAtLeast");
        assertThat(rules.path(1).path("format")).hasToString("[3,4]");
        assertThat(rules.path(1).path("verified").asBoolean(true)).isFalse();
        assertThat(rules.path(1).path("items")).hasSize(4);
        assertThat(weak.path("description").path("verified").asBoolean(true)).isFalse();

        assertThat(signUp("readers", ", 'email': 'dict@example.com', 'password': 'Swordfish-77'")
                        .text("/code"))
                .isEqualTo("password_dictionary_error");
        assertThat(signUp("readers", ", 'email': 'persona@example.com', 'password': 'Persona-7777'")
                        .text("/code"))
                .isEqualTo("password_no_user_info_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; client_id is not one of this tenant",
                "[]; the body is neither a JSON object nor a form",
                "{'client_id': 'ID', 'connection': 'none'}; connection is not a database that is enabled for the client",
                "{'client_id': 'ID', 'connection': 'readers', 'email': 'a@b.c'}; password is required",
                "{'client_id': 'ID', 'connection': 'readers', 'password': 'x'}; email is required",
                "{'client_id': 'ID', 'connection': 'readers', 'email': 'x', 'password': 'x'}; email is not an email address",
                "{'client_id': 'ID', 'connection': 'readers', 'email': 7, 'password': 'x'}; email must be a string of at most 1024 characters",
                "{'client_id': 'ID', 'connection': 'readers', 'email': 'a@b.c', 'password': 'x', 'user_metadata': {'a': 1}}; user_metadata must be an object of at most 10 strings of at most 500 characters each"
            })
    void refusesWhatIsNoSignUp(String body, String description) {
        assertThat(tenant().root()
                        .post("/dbconnections/signup", body.replace("ID", clientId))
                        .expect(400)
                        .text("/description"))
                .isEqualTo(description);
    }

    @Test
    void limitsHowManySignUpFromOneAddress() {
        patch("/attack-protection/suspicious-ip-throttling", """
                {'stage': {'pre-user-registration': {'max_attempts': 1, 'rate': 600000}}}
                """).expect(200);
        String more = ", 'email': 'many%d@example.com', 'password': '" + PASSWORD + "'";
        int refused = 0;
        for (int i = 0; i < 3; i++) {
            refused += "too_many_logins"
                            .equals(signUp("readers", more.formatted(i)).text("/code"))
                    ? 1
                    : 0;
        }
        patch("/attack-protection/suspicious-ip-throttling", """
                {'stage': {'pre-user-registration': {'max_attempts': 50, 'rate': 1200}}}
                """).expect(200);
        assertThat(refused).isGreaterThanOrEqualTo(2);
        tenant().clock().moveBy(Duration.ofHours(2));
        tenant().forgetTokens();
    }

    @Test
    void mailsALinkToChooseAnotherPassword() {
        signUp("readers", ", 'email': 'forgot@example.com', 'password': '%s'".formatted(PASSWORD))
                .expect(200);
        TestBrowser browser = new TestBrowser(tenant());
        String login = authorize("readers").replace("screen_hint=signup", "screen_hint=login");
        ApiResponse page = browser.follow(browser.get(login)).expect(200);
        Matcher link =
                Pattern.compile("/u/reset-password/request\\?state=[\\w-]+").matcher(page.body());
        assertThat(link.find()).isTrue();
        Map<String, String> form =
                TestBrowser.hiddenFields(browser.get(link.group()).expect(200));
        form.put("email", "forgot@example.com");
        ApiResponse known = browser.post("/u/reset-password/request", form).expect(200);
        form.put("email", "nobody@example.com");
        ApiResponse unknown = browser.post("/u/reset-password/request", form).expect(200);
        assertThat(unknown.body().replace("nobody@", "forgot@")).isEqualTo(known.body());

        Matcher mailed = LINK.matcher(awaitMail("Choose a new password", "forgot@example.com"));
        assertThat(mailed.find()).isTrue();
        Map<String, String> change =
                TestBrowser.hiddenFields(browser.get(mailed.group(1)).expect(200));
        change.put("password", "Another-Horse-8");
        browser.post("/u/reset-password", change).expect(200);
        assertThat(TestBrowser.parameters(browser.signIn(login, "forgot@example.com", "Another-Horse-8")))
                .containsKey("code");
        assertThat(get("/logs?q=type:scpr").body()).contains("forgot@example.com");
        assertThat(get("/logs?q=type:fcpr").body()).contains("nobody@example.com");
    }

    @Test
    void theEndpointSaysTheSameWhateverThereIs() {
        String body = "{'client_id': '%s', 'connection': 'readers', 'email': '%s'}";
        signUp("readers", ", 'email': 'asked@example.com', 'password': '%s'".formatted(PASSWORD))
                .expect(200);
        for (String email : new String[] {"asked@example.com", "nobody@example.com"}) {
            assertThat(tenant().root().post("/dbconnections/change_password", body.formatted(clientId, email)))
                    .hasToString("200 We've just sent you an email to reset your password.");
        }
        assertThat(awaitMail("Choose a new password", "asked@example.com")).contains("/u/reset-password");
    }

    private String awaitMail(String address) {
        return awaitMail("", address);
    }

    /** The body of the mail in the inbox to that address whose subject has that text. */
    private String awaitMail(String subject, String address) {
        Pattern entry = Pattern.compile("href=\"(/inbox/\\w+)\"");
        for (int i = 0; i < 200; i++) {
            Matcher matcher = entry.matcher(tenant().root().get("/inbox").body());
            while (matcher.find()) {
                ApiResponse page = tenant().root().get(matcher.group(1));
                if (page.body().contains(address) && page.body().contains(subject)) {
                    return tenant().root().get(matcher.group(1) + "/body").body();
                }
            }
            pause();
        }
        throw new AssertionError("no mail to " + address);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
