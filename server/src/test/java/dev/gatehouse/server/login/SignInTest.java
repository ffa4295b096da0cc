package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.password.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People sign in: from an authorization request over the page to tokens, and out again. */
class SignInTest extends ApiTest {
    private static final String CALLBACK = "https://app.example/callback";
    private static final String PASSWORD = "Correct-Horse-7";
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";
    private static int number;

    private String clientId = "";
    private String secret = "";
    private String connectionId = "";
    private String email = "";
    private String userId = "";
    private TestBrowser browser;

    @BeforeAll
    void createApplication() {
        JsonNode client = post("/clients", """
                        {'name': 'Bookshop & Co', 'app_type': 'regular_web', 'callbacks': ['%s', 'https://*.shop.example/cb'],
                         'allowed_logout_urls': ['https://app.example/bye'], 'web_origins': ['https://app.example', 'https://*.pages.example'],
                         'grant_types': ['authorization_code', 'implicit', 'refresh_token']}
                        """.formatted(CALLBACK)).expect(201).json();
        clientId = client.path("client_id").asText();
        secret = client.path("client_secret").asText();
        connectionId = post(
                        "/connections",
                        "{'name': 'readers', 'strategy': 'auth0', 'enabled_clients': ['%s']}".formatted(clientId))
                .expect(201)
                .text("/id");
        post("/resource-servers", """
                {'identifier': 'urn:orders', 'allow_offline_access': true, 'scopes': [{'value': 'read:orders'},
                 {'value': 'write:orders'}], 'skip_consent_for_verifiable_first_party_clients': true}
                """).expect(201);
    }

    @BeforeEach
    void createUser() {
        email = "reader%d@example.com".formatted(++number);
        userId = newUser(email);
        browser = new TestBrowser(tenant());
    }

    private String newUser(String address) {
        return post("/users", """
                        {'connection': 'readers', 'email': '%s', 'password': '%s', 'email_verified': true,
                         'given_name': 'Ada', 'family_name': 'Lovelace'}
                        """.formatted(address, PASSWORD)).expect(201).text("/user_id");
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request that is right, with these parameters beside or, where they have a value, in the place of its own. */
    private String authorize(String... more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "client_id",
                clientId,
                "response_type",
                "code",
                "redirect_uri",
                CALLBACK,
                "scope",
                "openid profile email",
                "state",
                "st&te=1",
                "nonce",
                "n-1",
                "code_challenge",
                challenge(VERIFIER),
                "code_challenge_method",
                "S256"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        parameters.values().removeIf(String::isEmpty);
        return "/authorize?" + TestBrowser.encoded(parameters);
    }

    private ApiResponse exchange(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                clientId,
                "client_secret",
                secret,
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                VERIFIER));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        form.values().removeIf(String::isEmpty);
        return tenant().root()
                .with("content-type", "application/x-www-form-urlencoded")
                .send("POST", "/oauth/token", TestBrowser.encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    private String code(String authorize) {
        ApiResponse signedIn = browser.signIn(authorize, email, PASSWORD);
        assertThat(TestBrowser.parameters(signedIn))
                .containsEntry("state", "st&te=1")
                .containsOnlyKeys("code", "state");
        return TestBrowser.parameter(signedIn, "code");
    }

    private static JWTClaimsSet claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(jwt, e);
        }
    }

    private String logged(String type) {
        return get("/logs?q=type:" + type).expect(200).body();
    }

    /** As an import leaves it. */
    @Test
    void verifiesAnImportedPasswordAndHashesItAnew() throws Exception {
        IdentityKey identity = IdentityKey.of(userId);
        PasswordStore passwords = new PasswordStore();
        String imported = PasswordHasher.imported((ObjectNode) new JsonMapper().readTree("""
                {"algorithm": "md5", "hash": {"value": "ebf2ab53747a2240becb504eecd6d767", "encoding": "hex"}}
                """));
        tenant().run(tx -> passwords.put(tx, identity, new Password(imported, List.of())));

        exchange(code(authorize())).expect(200);

        tenant().run(tx ->
                assertThat(passwords.find(tx, identity).orElseThrow().hash()).startsWith("$argon2id$"));
    }

    @Test
    void signsInAndOut() throws Exception {
        ApiResponse page = browser.follow(browser.get(authorize())).expect(200);
        assertThat(page.body())
                .contains("Log in to continue to Bookshop &amp; Co.", "autocomplete=\"current-password\"")
                .doesNotContain("<script");
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "form-action 'self' https://app.example;", "frame-ancestors 'none'");

        ApiResponse tokens = exchange(code(authorize())).expect(200);
        assertThat(tokens.header("cache-control")).isEqualTo("no-store");
        JWTClaimsSet id = claims(tokens.text("/id_token"));
        assertThat(id.getIssuer()).isEqualTo("https://tenant.example/");
        assertThat(id.getAudience()).containsExactly(clientId);
        assertThat(id.getSubject()).isEqualTo(userId);
        assertThat(id.getClaims())
                .containsEntry("nonce", "n-1")
                .containsEntry("email", email)
                .containsEntry("email_verified", true)
                .containsEntry("family_name", "Lovelace")
                .doesNotContainKey("auth_time");
        String session = id.getStringClaim("sid");

        JsonNode claims = tenant().root()
                .with("authorization", "Bearer " + tokens.text("/access_token"))
                .get("/userinfo")
                .expect(200)
                .json();
        assertThat(claims.path("sub").asText()).isEqualTo(userId);
        assertThat(claims.path("given_name").asText()).isEqualTo("Ada");
        assertThat(get("/sessions/" + session).expect(200).text("/user_id")).isEqualTo(userId);
        JsonNode user = get("/users/" + userId.replace("|", "%7C")).expect(200).json();
        assertThat(user.path("logins_count").asInt()).isEqualTo(1);
        assertThat(user.path("last_ip").asText()).isNotEmpty();
        assertThat(user.path("last_login").asText()).isNotEmpty();
        assertThat(logged("s")).contains(email, session);
        assertThat(logged("seacft")).contains(email);

        assertThat(browser.get("/v2/logout?client_id=" + clientId + "&returnTo=https://app.example/bye?a=1")
                        .expect(302)
                        .header("location"))
                .isEqualTo("https://app.example/bye?a=1");
        assertThat(browser.cookies()).doesNotContainKey("__Host-gatehouse-session");
        get("/sessions/" + session).expect(404);
        assertThat(logged("slo")).contains(email);
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required")
                .containsEntry("error_description", "Login required");
    }

    @Test
    void oneSessionServesEveryClientOfItsConnection() {
        code(authorize());
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsKey("code");
        assertThat(logged("ssa")).contains(email);
        String other = post("/clients", """
                        {'name': 'Other', 'callbacks': ['%s'], 'grant_types': ['authorization_code']}
                        """.formatted(CALLBACK)).expect(201).text("/client_id");

        assertThat(TestBrowser.parameters(browser.get(authorize("client_id", other, "prompt", "none"))))
                .containsEntry("error_description", "no connections enabled for the client");
        tenant().caller()
                .patch(
                        "/connections/" + connectionId + "/clients",
                        "[{'client_id': '%s', 'status': true}]".formatted(other));
        assertThat(TestBrowser.parameters(browser.get(authorize("client_id", other, "prompt", "none"))))
                .containsKey("code");
    }

    @Test
    void asksAgainWhenTheSessionWillNotDo() throws Exception {
        String first = claims(exchange(code(authorize())).text("/id_token")).getStringClaim("sid");
        String cookie = browser.cookies().get("__Host-gatehouse-session");

        assertThat(browser.get(authorize("prompt", "login")).header("location")).startsWith("/u/login?state=");
        tenant().clock().moveBy(Duration.ofSeconds(10));
        assertThat(browser.get(authorize("max_age", "5")).header("location")).startsWith("/u/login?state=");
        assertThat(browser.get(authorize("max_age", "1000")).header("location")).startsWith(CALLBACK);
        JWTClaimsSet id = claims(exchange(code(authorize("max_age", "5"))).text("/id_token"));
        assertThat(id.getLongClaim("auth_time"))
                .isCloseTo(tenant().clock().instant().getEpochSecond(), Offset.offset(5L));
        // A new login is a new session, and the old cookie is good for nothing.
        assertThat(id.getStringClaim("sid")).isNotEqualTo(first);
        assertThat(browser.cookies()).doesNotContainEntry("__Host-gatehouse-session", cookie);
        browser.cookies().put("__Host-gatehouse-session", cookie);
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    @Test
    void sessionsEndWhenTheirTimeIsOverOrManagementSaysSo() {
        code(authorize());
        tenant().clock().moveBy(Duration.ofHours(71));
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsKey("code");
        tenant().clock().moveBy(Duration.ofHours(73));
        tenant().forgetTokens();
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required");

        code(authorize());
        // The one whose time was over has gone.
        assertThat(get("/users/" + userId.replace("|", "%7C") + "/sessions")
                        .json()
                        .path("sessions"))
                .hasSize(1);
        delete("/users/" + userId.replace("|", "%7C") + "/sessions").expect(202);
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required");

        code(authorize());
        patch("/users/" + userId.replace("|", "%7C"), "{'blocked': true}").expect(200);
        assertThat(TestBrowser.parameters(browser.get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required");
        assertThat(TestBrowser.parameters(browser.signIn(authorize(), email, PASSWORD)))
                .containsEntry("error", "unauthorized")
                .containsEntry("error_description", "user is blocked");
        assertThat(logged("f")).contains("user is blocked");
    }

    @Test
    void refusesAnUnknownUserAndAWrongPasswordAlike() {
        ApiResponse wrong = browser.signIn(authorize(), email, "wrong");
        ApiResponse unknown = browser.signIn(authorize(), "nobody@example.com", "wrong");

        assertThat(wrong.expect(400).body()).contains("Wrong email or password.", "value=\"" + email + "\"");
        String varying = "value=\"[^\"]*\"|state=[\\w-]+";
        assertThat(unknown.expect(400).body().replaceAll(varying, ""))
                .isEqualTo(wrong.body().replaceAll(varying, ""));
        assertThat(logged("fp")).contains(email);
        assertThat(logged("fu")).contains("nobody@example.com");
    }

    @Test
    void keepsOutWhoGuesses() {
        String address = "guessed@example.com";
        newUser(address);
        ApiResponse page = browser.follow(browser.get(authorize())).expect(200);
        Map<String, String> form = TestBrowser.hiddenFields(page);
        form.put("username", address);
        form.put("password", "wrong");
        for (int i = 0; i < 10; i++) {
            browser.post("/u/login", form).expect(400);
        }
        form.put("password", PASSWORD);
        assertThat(browser.post("/u/login", form).expect(429).body()).contains("The account is blocked");
        assertThat(logged("limit_wc")).contains(address);
        delete("/user-blocks?identifier=" + address).expect(204);
        browser.post("/u/login", form).expect(303);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "client_id; none; Unknown client: none",
                "client_id; ''; Missing required parameter: client_id",
                "redirect_uri; https://evil.example/; Callback URL mismatch.",
                "redirect_uri; https://app.example/callback/; Callback URL mismatch.",
                "redirect_uri; https://app.example/callback?a=b; Callback URL mismatch.",
                "redirect_uri; https://app.example/Callback; Callback URL mismatch.",
                "redirect_uri; https://app.example/callback#x; Callback URL mismatch.",
                "redirect_uri; https://app.example:443/callback; Callback URL mismatch.",
                "redirect_uri; http://app.example/callback; Callback URL mismatch.",
                "redirect_uri; https://app.example/callback/../x; Callback URL mismatch.",
                "redirect_uri; https://app.example@evil.example/callback; Callback URL mismatch.",
                "redirect_uri; https://app.example.evil.example/callback; Callback URL mismatch.",
                "redirect_uri; https://*.shop.example/cb; Callback URL mismatch.",
                "redirect_uri; https://a.b.shop.example/cb; Callback URL mismatch.",
                "redirect_uri; https://evil.example/.shop.example/cb; Callback URL mismatch.",
                "redirect_uri; https://x@shop.example/cb; Callback URL mismatch.",
                "redirect_uri; //app.example/callback; Callback URL mismatch.",
                "redirect_uri; javascript:alert(1); Callback URL mismatch.",
                "redirect_uri; https://app.example\\@evil.example; Callback URL mismatch."
            })
    void showsAPageWhereNoApplicationMayBeTold(String name, String value, String message) {
        ApiResponse page = browser.get(authorize(name, value)).expect(400);

        assertThat(page.header("location")).isNull();
        assertThat(page.body()).contains(message).doesNotContain("evil.example\"");
    }

    @Test
    void takesOneLabelForAWildcardAndTheFirstCallbackForNone() {
        assertThat(browser.get(authorize("redirect_uri", "https://eu-1.shop.example/cb", "prompt", "none"))
                        .header("location"))
                .startsWith("https://eu-1.shop.example/cb?error=login_required");
        assertThat(browser.get(authorize("redirect_uri", "", "prompt", "none")).header("location"))
                .startsWith(CALLBACK + "?error=login_required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "response_type; ''; invalid_request; Missing required parameter: response_type",
                "response_type; codes; unsupported_response_type; Unsupported response type: codes",
                "response_mode; jwt; invalid_request; Unsupported response_mode: jwt",
                "code_challenge_method; plain; invalid_request; Parameter code_challenge_method must be S256",
                "code_challenge_method; ''; invalid_request; Parameter code_challenge_method must be S256",
                "code_challenge; ''; invalid_request; Missing required parameter: code_challenge",
                "code_challenge; short; invalid_request; Parameter code_challenge must be a SHA-256 in base64url",
                "prompt; none login; invalid_request; prompt none cannot be used with another",
                "max_age; -1; invalid_request; Parameter max_age must be a number of seconds",
                "audience; urn:nothing; access_denied; Service not found: urn:nothing",
                "connection; nowhere; invalid_request; the connection nowhere is not enabled for the client",
                "request; e30.e30.; request_not_supported; Parameter request is not supported",
                "request_uri; urn:x; request_uri_not_supported; Parameter request_uri is not supported",
                "organization; org_1; invalid_request; parameter organization is not allowed for this client",
                "invitation; i_1; invalid_request; Invitations are not supported by this server"
            })
    void tellsTheApplicationWhatIsWrong(String name, String value, String error, String description) {
        assertThat(TestBrowser.parameters(browser.get(authorize(name, value))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("error", error, "error_description", description, "state", "st&te=1"));
    }

    @Test
    void goesOnWithWhatItDoesNotKnow() {
        code(authorize("display", "popup", "claims", "{}", "claims_locales", "se", "ui_locales", "se", "foo", "bar"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "code_verifier, another-verifier-of-forty-three-characters-xx, Failed to verify code verifier",
                "code_verifier, '', Failed to verify code verifier",
                "redirect_uri, https://eu.shop.example/cb, Invalid authorization code",
                "redirect_uri, '', Invalid authorization code",
                "code, nothing, Invalid authorization code"
            })
    void refusesACodeThatIsNotProven(String name, String value, String description) {
        assertThat(exchange(code(authorize()), name, value))
                .hasToString("403 {\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}");
    }

    @Test
    void refusesAVerifierWithoutAChallengeAndAnExpiredCode() {
        String unchallenged = code(authorize("code_challenge", "", "code_challenge_method", ""));
        assertThat(exchange(unchallenged).expect(403).text("/error_description"))
                .isEqualTo("Failed to verify code verifier");
        exchange(unchallenged, "code_verifier", "").expect(200);

        String late = TestBrowser.parameter(browser.get(authorize()), "code");
        tenant().clock().moveBy(Duration.ofSeconds(61));
        assertThat(exchange(late).expect(403).text("/error_description")).isEqualTo("Invalid authorization code");
        assertThat(logged("feacft")).contains("Invalid authorization code");
    }

    @Test
    void aCodeIsGoodForOnce() {
        String code = code(authorize("audience", "urn:orders", "scope", "openid offline_access read:orders"));
        List<ApiResponse> responses =
                IntStream.range(0, 100)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> exchange(code)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        List<ApiResponse> given =
                responses.stream().filter(each -> each.status() == 200).toList();
        assertThat(given).hasSize(1);
        assertThat(responses.stream().filter(each -> each.status() != 200))
                .allSatisfy(
                        each -> assertThat(each)
                                .hasToString(
                                        "403 {\"error\":\"invalid_grant\",\"error_description\":\"Invalid authorization code\"}"));
        // What it gave has ended.
        assertThat(given.get(0).text("/refresh_token")).isNotEmpty();
        assertThat(get("/users/" + userId.replace("|", "%7C") + "/refresh-tokens")
                        .body())
                .doesNotContain("\"rft");
        tenant().root()
                .with("authorization", "Bearer " + given.get(0).text("/access_token"))
                .get("/userinfo")
                .expect(401);
    }

    @Test
    void answersInTheResponseModeThatWasAskedFor() {
        code(authorize());
        assertThat(browser.get(authorize("response_mode", "fragment")).header("location"))
                .startsWith(CALLBACK + "#code=");
        ApiResponse form = browser.get(authorize("response_mode", "form_post")).expect(200);
        assertThat(form.body()).contains("<form method=\"post\" action=\"" + CALLBACK + "\">");
        assertThat(TestBrowser.hiddenFields(form))
                .containsEntry("state", "st&te=1")
                .containsKey("code");

        ApiResponse message = browser.get(
                        authorize("response_mode", "web_message", "prompt", "none", "state", "</script>"))
                .expect(200);
        assertThat(message.body())
                .contains("\"authorization_response\"", "\"https://app.example\"", "\\u003c/script\\u003e")
                .doesNotContain("\"</script>");
        assertThat(message.header("content-security-policy")).contains("frame-ancestors https://app.example");
        assertThat(browser.get(authorize("response_mode", "web_message", "redirect_uri", "https://eu.shop.example/cb"))
                        .expect(400)
                        .body())
                .contains("web origins");
    }

    @Test
    void givesTokensThroughTheBrowser() throws Exception {
        code(authorize());
        ApiResponse redirect = browser.get(authorize(
                "response_type", "id_token token code", "audience", "urn:orders", "scope", "openid read:orders"));

        assertThat(TestBrowser.parameters(redirect))
                .containsKeys("code", "access_token", "id_token")
                .containsEntry("expires_in", "7200");
        JWTClaimsSet id = claims(TestBrowser.parameter(redirect, "id_token"));
        assertThat(id.getStringClaim("at_hash")).isEqualTo(half(TestBrowser.parameter(redirect, "access_token")));
        assertThat(id.getStringClaim("c_hash")).isEqualTo(half(TestBrowser.parameter(redirect, "code")));
        JWTClaimsSet access = claims(TestBrowser.parameter(redirect, "access_token"));
        assertThat(access.getAudience()).containsExactly("urn:orders", "https://tenant.example/userinfo");
        assertThat(access.getStringClaim("scope")).isEqualTo("openid read:orders");
        assertThat(TestBrowser.parameters(browser.get(authorize("response_type", "id_token", "nonce", ""))))
                .containsEntry("error_description", "Missing required parameter: nonce");
        assertThat(TestBrowser.parameters(browser.get(authorize("response_type", "token", "response_mode", "query"))))
                .containsEntry("error_description", "response_mode query cannot be used for this response_type");
    }

    private static String half(String token) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    }

    @Test
    void refusesFormsOfAnotherBrowserOrSite() {
        ApiResponse page = browser.follow(browser.get(authorize())).expect(200);
        Map<String, String> form = TestBrowser.hiddenFields(page);
        form.put("username", email);
        form.put("password", PASSWORD);

        TestBrowser victim = new TestBrowser(tenant());
        victim.follow(victim.get(authorize()));
        ApiResponse planted = victim.post("/u/login", form).expect(400);
        assertThat(planted.body()).contains("This sign-in is over.");
        assertThat(victim.cookies()).doesNotContainKey("__Host-gatehouse-session");
        new TestBrowser(tenant()).post("/u/login", form).expect(400);
        ApiResponse crossSite = tenant().root()
                .with("content-type", "application/x-www-form-urlencoded")
                .with("sec-fetch-site", "cross-site")
                .with("cookie", "__Host-gatehouse-browser=" + browser.cookies().get("__Host-gatehouse-browser"))
                .send("POST", "/u/login", TestBrowser.encoded(form).getBytes(StandardCharsets.UTF_8));
        assertThat(crossSite.status()).isEqualTo(403);
        assertThat(victim.get("/authorize/resume?state=" + form.get("state")).status())
                .isEqualTo(400);
        browser.post("/u/login", form).expect(303);
    }

    @Test
    void asksForConsentWhereItIsNeeded() {
        JsonNode client = post("/clients", """
                        {'name': 'Stranger', 'is_first_party': false, 'callbacks': ['%s'], 'oidc_conformant': true,
                         'grant_types': ['authorization_code']}
                        """.formatted(CALLBACK)).expect(201).json();
        String stranger = client.path("client_id").asText();
        patch("/connections/" + connectionId + "/clients", "[{'client_id': '%s', 'status': true}]".formatted(stranger));
        String request = authorize(
                "client_id", stranger, "audience", "urn:orders", "scope", "openid email read:orders write:orders");

        ApiResponse page = browser.signIn(request, email, PASSWORD).expect(200);
        assertThat(page.body()).contains("Stranger is requesting access", "Orders: read and write your orders");
        assertThat(TestBrowser.parameters(browser.get(request + "&prompt=none")))
                .containsEntry("error", "consent_required");
        Map<String, String> form = TestBrowser.hiddenFields(page);
        form.put("action", "deny");
        assertThat(TestBrowser.parameters(browser.follow(browser.post("/u/consent", form))))
                .containsEntry("error", "access_denied");
        form = TestBrowser.hiddenFields(browser.follow(browser.get(request)).expect(200));
        form.put("action", "accept");
        assertThat(TestBrowser.parameters(browser.follow(browser.post("/u/consent", form))))
                .containsKey("code");

        JsonNode grant =
                get("/grants?user_id=" + userId.replace("|", "%7C")).json().path(0);
        assertThat(grant.path("audience").asText()).isEqualTo("urn:orders");
        assertThat(grant.path("scope")).hasSize(4);
        assertThat(TestBrowser.parameters(browser.get(request + "&prompt=none")))
                .containsKey("code");
        delete("/grants/" + grant.path("id").asText()).expect(204);
        assertThat(TestBrowser.parameters(browser.get(request + "&prompt=none")))
                .containsEntry("error", "consent_required");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/",
        "https://app.example/bye/more",
        "https://app.example.evil.example/bye",
        "javascript:alert(1)",
        "//evil.example"
    })
    void sendsNobodyElsewhereAfterALogout(String url) {
        String encoded = TestBrowser.encoded(Map.of("client_id", clientId, "returnTo", url));
        assertThat(browser.get("/v2/logout?" + encoded).expect(400).header("location"))
                .isNull();
        String oidc = TestBrowser.encoded(Map.of("client_id", clientId, "post_logout_redirect_uri", url));
        assertThat(browser.get("/oidc/logout?" + oidc).expect(400).header("location"))
                .isNull();
    }

    @Test
    void logsOutByAHintAtOnceAndOtherwiseAfterAQuestion() {
        String hint = exchange(code(authorize())).text("/id_token");
        String back = "&post_logout_redirect_uri=https://app.example/bye&state=x";
        ApiResponse question =
                browser.get("/oidc/logout?client_id=" + clientId + back).expect(200);
        assertThat(question.body()).contains("Do you want to log out?");
        assertThat(browser.cookies()).containsKey("__Host-gatehouse-session");
        browser.post("/oidc/logout", Map.of("confirmation", "guessed")).expect(200);
        assertThat(browser.cookies()).containsKey("__Host-gatehouse-session");
        assertThat(browser.post("/oidc/logout", TestBrowser.hiddenFields(question))
                        .expect(302)
                        .header("location"))
                .isEqualTo("https://app.example/bye?state=x");

        String next = exchange(code(authorize())).text("/id_token");
        tenant().clock().moveBy(Duration.ofHours(11));
        tenant().forgetTokens();
        assertThat(browser.get("/oidc/logout?id_token_hint=" + next + back)
                        .expect(302)
                        .header("location"))
                .isEqualTo("https://app.example/bye?state=x");
        assertThat(browser.cookies()).doesNotContainKey("__Host-gatehouse-session");
        browser.get("/oidc/logout?id_token_hint=" + hint.substring(0, hint.length() - 9) + "AAAAAAAAA")
                .expect(400);
        browser.get("/oidc/logout?id_token_hint=" + hint + "&post_logout_redirect_uri=https://app.example/bye?more=1")
                .expect(400);
    }

    @Test
    void userInfoTakesTheTokenWhereverClientsSendIt() {
        String token = exchange(code(authorize())).text("/access_token");

        tenant().root().get("/userinfo?access_token=" + token).expect(200);
        tenant().root()
                .with("content-type", "application/x-www-form-urlencoded")
                .send("POST", "/userinfo", ("access_token=" + token).getBytes(StandardCharsets.UTF_8))
                .expect(200);
        ApiResponse none = tenant().root().get("/userinfo").expect(401);
        assertThat(none.header("www-authenticate")).startsWith("Bearer error=\"invalid_token\"");
        tenant().root()
                .with("authorization", "Bearer " + tenant().token(""))
                .get("/userinfo")
                .expect(401);
        // And the Management API does not take one for userinfo.
        tenant().anonymous()
                .with("authorization", "Bearer " + token)
                .get("/users")
                .expect(401);
    }

    @Test
    void pagesOfTheApplicationMayCall() {
        ApiResponse preflight = tenant().root()
                .with("origin", "https://app.example")
                .with("access-control-request-headers", "auth0-client")
                .send("OPTIONS", "/oauth/token", (byte[]) null)
                .expect(204);
        assertThat(preflight.header("access-control-allow-headers")).contains("auth0-client");
        var form = ("grant_type=authorization_code&code=x&client_id=" + clientId + "&client_secret=" + secret)
                .getBytes(StandardCharsets.UTF_8);
        var caller = tenant().root().with("content-type", "application/x-www-form-urlencoded");

        assertThat(caller.with("origin", "https://app.example")
                        .send("POST", "/oauth/token", form)
                        .header("access-control-allow-origin"))
                .isEqualTo("https://app.example");
        assertThat(caller.with("origin", "https://one.pages.example")
                        .send("POST", "/oauth/token", form)
                        .header("access-control-allow-origin"))
                .isEqualTo("https://one.pages.example");
        assertThat(caller.with("origin", "https://evil.example")
                        .send("POST", "/oauth/token", form)
                        .header("access-control-allow-origin"))
                .isNull();
    }

    private ApiResponse refresh(String token, String... more) {
        return exchange(
                "", "grant_type", "refresh_token", "refresh_token", token, "redirect_uri", "", "code_verifier", "");
    }

    private String refreshToken() {
        String code = code(authorize("audience", "urn:orders", "scope", "openid offline_access read:orders"));
        return exchange(code).expect(200).text("/refresh_token");
    }

    private void rotate(String leeway) {
        patch("/clients/" + clientId, """
                {'refresh_token': {'rotation_type': 'rotating', 'expiration_type': 'expiring', 'leeway': %s,
                 'token_lifetime': 1000, 'idle_token_lifetime': 100,
                 'infinite_token_lifetime': false, 'infinite_idle_token_lifetime': false}, 'oidc_conformant': true}
                """.formatted(leeway)).expect(200);
    }

    @Test
    void refreshesAndRotates() throws Exception {
        patch("/clients/" + clientId, """
                {'refresh_token': {'rotation_type': 'non-rotating', 'expiration_type': 'non-expiring'}}
                """).expect(200);
        String kept = refreshToken();
        ApiResponse again = refresh(kept).expect(200);
        assertThat(again.json().has("refresh_token")).isFalse();
        assertThat(claims(again.text("/id_token")).getSubject()).isEqualTo(userId);
        assertThat(claims(again.text("/access_token")).getStringClaim("gty")).isEqualTo("refresh_token");
        assertThat(get("/device-credentials?type=refresh_token&user_id=" + userId.replace("|", "%7C"))
                        .json())
                .hasSize(1);

        rotate("0");
        String first = refreshToken();
        String second = refresh(first).expect(200).text("/refresh_token");
        String third = refresh(second).expect(200).text("/refresh_token");
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        String refused =
                "403 {\"error\":\"invalid_grant\",\"error_description\":\"Unknown or invalid refresh token.\"}";
        assertThat(refresh(first)).hasToString(refused);
        assertThat(refresh(third)).hasToString(refused);
        assertThat(logged("ferrt")).contains(email);
        assertThat(refresh("v1.nothing")).hasToString(refused);

        rotate("30");
        String shared = refreshToken();
        String one = refresh(shared).expect(200).text("/refresh_token");
        String other = refresh(shared).expect(200).text("/refresh_token");
        refresh(one).expect(200);
        String last = refresh(other).expect(200).text("/refresh_token");
        tenant().clock().moveBy(Duration.ofSeconds(99));
        refresh(last).expect(200);

        String idle = refreshToken();
        tenant().clock().moveBy(Duration.ofSeconds(101));
        assertThat(refresh(idle)).hasToString(refused);
    }

    @Test
    void revokesARefreshToken() {
        String token = refreshToken();
        Map<String, String> form = Map.of("client_id", clientId, "client_secret", secret, "token", token);
        for (int i = 0; i < 2; i++) { // the second time there is none such
            ApiResponse revoked = tenant().root()
                    .with("content-type", "application/x-www-form-urlencoded")
                    .send("POST", "/oauth/revoke", TestBrowser.encoded(form).getBytes(StandardCharsets.UTF_8));
            assertThat(revoked).hasToString("200");
        }
        refresh(token).expect(403);
        assertThat(logged("srrt")).contains(email);
        tenant().root()
                .post("/oauth/revoke", "{'client_id': '%s', 'client_secret': '%s'}".formatted(clientId, secret))
                .expect(400);
        tenant().root()
                .post("/oauth/revoke", "{'client_id': '%s', 'client_secret': 'x', 'token': 'y'}".formatted(clientId))
                .expect(401);
    }

    /** Wherever secrets are checked they are counted together, or one endpoint would let them be guessed. */
    @Test
    void holdsBackThoseWhoTryManySecretsToRevoke() {
        String guess = "{'client_id': 'guessed', 'client_secret': 'x', 'token': 'y'}";
        for (int i = 0; i < 11; i++) {
            tenant().root().post("/oauth/revoke", guess).expect(401);
        }
        long began = System.nanoTime();
        tenant().root().post("/oauth/revoke", guess).expect(401);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(350));
    }

    private ApiResponse password(String grant, String username, String password, String more) {
        return tenant().root().post("/oauth/token", """
                {'grant_type': '%s', 'client_id': '%s', 'client_secret': '%s', 'username': '%s', 'password': '%s'%s}
                """.formatted(grant, clientId, secret, username, password, more));
    }

    @Test
    void givesTokensForAPassword() throws Exception {
        String realm = "http://auth0.com/oauth/grant-type/password-realm";
        String refused = "{\"error\":\"%s\",\"error_description\":\"%s\"}";
        assertThat(password("password", email, PASSWORD, ""))
                .hasToString("403 "
                        + refused.formatted(
                                "unauthorized_client", "Grant type 'password' not allowed for the client."));
        patch("/clients/" + clientId, """
                {'grant_types': ['authorization_code', 'implicit', 'refresh_token', 'password', '%s']}
                """.formatted(realm)).expect(200);
        patch("/tenants/settings", "{'default_directory': ''}").expect(200);
        assertThat(password("password", email, PASSWORD, ""))
                .hasToString("500 "
                        + refused.formatted(
                                "server_error", "Authorization server not configured with default connection."));
        patch("/tenants/settings", "{'default_directory': 'readers'}").expect(200);

        String wrong = "403 " + refused.formatted("invalid_grant", "Wrong email or password.");
        assertThat(password("password", email, "wrong", "")).hasToString(wrong);
        assertThat(password("password", "nobody-here", "wrong", "")).hasToString(wrong);
        ApiResponse tokens = password(
                        "password",
                        email.toUpperCase(Locale.ROOT),
                        PASSWORD,
                        ", 'audience': 'urn:orders', 'scope': 'openid offline_access read:orders'")
                .expect(200);
        JWTClaimsSet access = claims(tokens.text("/access_token"));
        assertThat(access.getSubject()).isEqualTo(userId);
        assertThat(access.getStringClaim("gty")).isEqualTo("password");
        assertThat(tokens.text("/scope")).isEqualTo("openid offline_access read:orders");
        refresh(tokens.text("/refresh_token")).expect(200);
        assertThat(logged("sepft")).contains(email);
        assertThat(logged("fepft")).contains("Wrong email or password.");

        assertThat(password(realm, email, PASSWORD, ", 'realm': 'readers'").status())
                .isEqualTo(200);
        assertThat(password(realm, email, PASSWORD, ", 'realm': 'none'").text("/error"))
                .isEqualTo("invalid_request");
        assertThat(password(realm, email, PASSWORD, ", 'realm': 'readers', 'audience': 'urn:orders'")
                        .text("/scope"))
                .isEqualTo("read:orders write:orders");
        patch("/users/" + userId.replace("|", "%7C"), "{'blocked': true}").expect(200);
        assertThat(password(realm, email, PASSWORD, ", 'realm': 'readers'"))
                .hasToString("401 " + refused.formatted("unauthorized", "user is blocked"));
    }

    @Test
    void aDeletedUserRefreshesNothing() {
        String token = refreshToken();
        delete("/users/" + userId.replace("|", "%7C")).expect(204);
        refresh(token).expect(403);
    }

    @Test
    void rolesDecideWhereAnApiEnforcesThem() throws Exception {
        post("/resource-servers", """
                {'identifier': 'urn:roles', 'scopes': [{'value': 'read:it'}, {'value': 'write:it'}], 'enforce_policies': true,
                 'token_dialect': 'access_token_authz', 'skip_consent_for_verifiable_first_party_clients': true}
                """).expect(201);
        post("/users/" + userId.replace("|", "%7C") + "/permissions", """
                {'permissions': [{'resource_server_identifier': 'urn:roles', 'permission_name': 'read:it'}]}
                """).expect(201);
        String code = code(authorize("audience", "urn:roles", "scope", "openid read:it write:it"));
        JWTClaimsSet access = claims(exchange(code).expect(200).text("/access_token"));

        assertThat(access.getStringClaim("scope")).isEqualTo("openid read:it");
        assertThat(access.getStringListClaim("permissions")).containsExactly("read:it");
    }

    @Test
    void ofTheManagementApiUsersHaveOnlyWhatIsTheirOwn() throws Exception {
        String request = authorize(
                "audience",
                "https://tenant.example/api/v2/",
                "scope",
                "openid read:users read:current_user delete:users");
        Map<String, String> form = TestBrowser.hiddenFields(browser.signIn(request, email, PASSWORD));
        form.put("action", "accept");
        String code = TestBrowser.parameter(browser.follow(browser.post("/u/consent", form)), "code");
        JWTClaimsSet access = claims(exchange(code).expect(200).text("/access_token"));

        assertThat(access.getStringClaim("scope")).isEqualTo("openid read:current_user");
    }
}
