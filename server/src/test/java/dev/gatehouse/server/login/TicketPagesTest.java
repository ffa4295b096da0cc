package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TicketPagesTest extends ApiTest {
    private static final String USED = "This URL can be used only once";
    private static int number;

    private String connectionId = "";

    @BeforeAll
    void createConnection() {
        connectionId = post("/connections", """
                        {'name': 'people', 'strategy': 'auth0', 'options': {'passwordPolicy': 'good',
                         'password_history': {'enable': true, 'size': 3}}}
                        """).expect(201).text("/id");
    }

    private String newUser() {
        number++;
        return post("/users", """
                        {'connection': 'people', 'email': 'ada%d@example.com', 'password': 'First-Pass-%d',
                         'email_verified': false, 'verify_email': false}
                        """.formatted(number, number)).expect(201).text("/user_id");
    }

    private String ticket(String kind, String user, String more) {
        String url = post("/tickets/" + kind, "{'user_id': '%s'%s}".formatted(user, more))
                .expect(201)
                .text("/ticket");
        assertThat(url).matches("https://tenant\\.example/u/[a-z-]+\\?ticket=[A-Za-z0-9]{32}#");
        return url.substring("https://tenant.example".length(), url.length() - 1);
    }

    private ApiResponse open(String path) {
        return tenant().root().get(path);
    }

    private ApiResponse submit(String ticketPath, String password) {
        return submit(Map.of("ticket", ticketPath.replaceAll(".*ticket=", ""), "password", password));
    }

    private ApiResponse submit(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return tenant().root()
                .with("content-type", "application/x-www-form-urlencoded")
                .send("POST", "/u/reset-password", body.getBytes(StandardCharsets.UTF_8));
    }

    private String verified(String user) {
        return get("/users/" + user.replace("|", "%7C")).text("/email_verified");
    }

    @Test
    void verifiesAnAddressOnce() {
        String user = newUser();
        String path = ticket("email-verification", user, "");

        ApiResponse page = open(path).expect(200);
        assertThat(page.body()).contains("Your email was verified.").doesNotContain("<script");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(verified(user)).isEqualTo("true");
        assertThat(open(path).expect(400).body()).contains(USED);
        assertThat(get("/logs?q=type:sv").json().toString()).contains(user);
    }

    @Test
    void changesNothingForAProbe() {
        String user = newUser();
        String path = ticket("email-verification", user, "");

        assertThat(tenant().root().send("HEAD", path, (byte[]) null).status()).isEqualTo(200);
        assertThat(tenant().root()
                        .with("sec-purpose", "prefetch;prerender")
                        .get(path)
                        .status())
                .isEqualTo(200);
        assertThat(verified(user)).isEqualTo("false");
        open(path).expect(200);
        assertThat(verified(user)).isEqualTo("true");
    }

    @Test
    void sendsTheUserOnWithTheResult() {
        String user = newUser();
        String path = ticket(
                "email-verification",
                user,
                ", 'result_url': 'https://app.example/done?from=mail#top', 'includeEmailInRedirect': true");
        String email = get("/users/" + user.replace("|", "%7C")).text("/email");

        String expected = "https://app.example/done?from=mail&email=" + email.replace("@", "%40");
        assertThat(open(path).expect(303).header("location"))
                .isEqualTo(expected + "&success=true&message=Your%20email%20was%20verified.%20You%20can%20continue"
                        + "%20using%20the%20application.&code=success#top");
        assertThat(open(path).expect(303).header("location"))
                .isEqualTo(
                        expected + "&success=false&message=This%20URL%20can%20be%20used%20only%20once&code=used#top");
    }

    @Test
    void refusesWhatIsExpiredUnknownOrOfAnotherAddress() {
        String user = newUser();
        String expiring = ticket("email-verification", user, ", 'ttl_sec': 60, 'result_url': 'https://app.example'");
        String outdated = ticket("email-verification", user, "");
        tenant().clock().moveBy(Duration.ofSeconds(61));

        assertThat(open(expiring).expect(303).header("location"))
                .isEqualTo("https://app.example?success=false&message=Access%20expired.&code=expired");
        patch("/users/" + user.replace("|", "%7C"), "{'email': 'other%d@example.com'}".formatted(++number))
                .expect(200);
        String unknown = "User account does not exist or verification code is invalid.";
        assertThat(open(outdated).expect(400).body()).contains(unknown);
        assertThat(open("/u/email-verification?ticket=none").expect(400).body()).contains(unknown);
        assertThat(open("/u/email-verification").expect(400).body()).contains(unknown);
        assertThat(open("/u/reset-password?ticket=%ff").expect(400).body()).contains(unknown);
        assertThat(open(outdated.replace("email-verification", "reset-password"))
                        .status())
                .isEqualTo(400);
        assertThat(verified(user)).isEqualTo("false");
        // A user who is gone takes the tickets along.
        String gone = ticket("password-change", user, "");
        delete("/users/" + user.replace("|", "%7C")).expect(204);
        assertThat(open(gone).expect(400).body()).contains(unknown);
    }

    @Test
    void setsAPasswordUnderTheRulesOfTheConnection() {
        String user = newUser();
        String path = ticket("password-change", user, ", 'mark_email_as_verified': true");

        ApiResponse form = open(path).expect(200);
        assertThat(form.body()).contains("autocomplete=\"new-password\"", "At least 8 characters");
        assertThat(open(path).status()).as("a GET uses nothing up").isEqualTo(200);
        ApiResponse weak = submit(path, "short").expect(400);
        assertThat(weak.body())
                .contains("role=\"alert\"", "Password is too weak.")
                .doesNotContain("value=\"short\"");
        assertThat(submit(path, "First-Pass-" + number).body()).contains("Password has previously been used.");
        assertThat(submit(path, "Second-Pass-1").expect(200).body()).contains("Password changed");
        assertThat(verified(user)).isEqualTo("true");
        assertThat(submit(path, "Third-Pass-1").expect(400).body()).contains(USED);
        // Only the history knows: the new password is in force, and the refused one is not.
        String next = ticket("password-change", user, "");
        assertThat(submit(next, "Second-Pass-1").body()).contains("Password has previously been used.");
        assertThat(submit(next, "Third-Pass-1").status()).isEqualTo(200);
        assertThat(get("/logs?q=type:scp").json().toString()).contains(user).doesNotContain("Third-Pass-1");
    }

    @Test
    void letsTheFormLeadWhereTheTicketSendsTheUser() {
        String user = newUser();
        String older = ticket("password-change", user, "");
        String path = ticket("password-change", user, ", 'result_url': 'https://app.example:8443/done'");

        assertThat(open(path).header("content-security-policy"))
                .contains("form-action 'self' https://app.example:8443;");
        assertThat(submit(path, "Second-Pass-2").expect(303).header("location"))
                .isEqualTo("https://app.example:8443/done?success=true&message=You%20can%20now%20login%20to%20the"
                        + "%20application%20with%20the%20new%20password.&code=success");
        assertThat(open(older).expect(400).body())
                .as("the others of the user go with it")
                .contains(USED);
    }

    @Test
    void refusesAFormOfAnotherSite() {
        String user = newUser();
        String path = ticket("password-change", user, "");
        ApiResponse answer = tenant().root()
                .with("content-type", "application/x-www-form-urlencoded")
                .with("sec-fetch-site", "cross-site")
                .send(
                        "POST",
                        "/u/reset-password",
                        ("password=Second-Pass-3&" + path.replaceAll(".*\\?", "")).getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(open(path).status()).isEqualTo(200);
    }

    @Test
    void isUsedOnceByManyAtOnce() {
        String path = ticket("email-verification", newUser(), "");
        List<CompletableFuture<Integer>> statuses = IntStream.range(0, 20)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> open(path).status()))
                .toList();

        assertThat(statuses.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(1);
    }

    @Test
    void escapesWhatUsersAndTenantsWrite() {
        String client = post("/clients", """
                        {'name': 'Shop & Co', 'app_type': 'regular_web',
                         'initiate_login_uri': 'https://shop.example/login?a=1'}
                        """).expect(201).text("/client_id");
        patch("/branding", "{'colors': {'primary': '#ffee00', 'page_background': '#101820'}}")
                .expect(200);
        String path = ticket("email-verification", newUser(), ", 'client_id': '" + client + "'");

        assertThat(open(path).expect(200).body())
                .contains("Back to Shop &amp; Co", "href=\"https://shop.example/login?a=1\"")
                .contains("--primary: #ffee00; --on-primary: #000000")
                .contains("--background: #101820; --on-background: #ffffff");
    }

    @Test
    void findsTheUserByAddressAndConnection() {
        String user = newUser();
        String email = get("/users/" + user.replace("|", "%7C")).text("/email");
        String body = "{'email': '%s', 'connection_id': '%s'}";

        post("/tickets/password-change", body.formatted(email.toUpperCase(Locale.ROOT), connectionId))
                .expect(201);
        assertThat(post("/tickets/password-change", body.formatted("nobody@example.com", connectionId)))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
        assertThat(post("/tickets/password-change", "{'email': 'ada@example.com'}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/tickets/email-verification", "{'user_id': '%s', 'client_id': 'none'}".formatted(user)))
                .hasToString(refusal(400, "The client does not exist", "inexistent_client"));
    }
}
