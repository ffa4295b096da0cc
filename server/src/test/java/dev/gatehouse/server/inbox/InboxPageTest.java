package dev.gatehouse.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.Caller;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a provider that is enabled, mails go to the tenant's own inbox. */
class InboxPageTest extends ApiTest {
    private ApiResponse awaitMail(String address) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            String list = tenant().root().get("/inbox").expect(200).body();
            int at = list.indexOf(address);
            if (at >= 0) {
                String path = list.substring(0, at).replaceAll("(?s).*href=\"(/inbox/\\w+)\".*", "$1");
                return tenant().root().get(path).expect(200);
            }
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void create(String email) {
        post("/users", """
                        {'connection': 'Username-Password-Authentication', 'email': '%s', 'password': 'A-Pass-word-1',
                         'verify_email': true}
                        """.formatted(email)).expect(201);
    }

    @Test
    void showsTheMailThatVerifiesAnAddress() throws InterruptedException {
        create("inbox@example.com");
        ApiResponse page = awaitMail("inbox@example.com");

        assertThat(page.body())
                .contains("Verify your email address for", "sandbox=\"")
                .doesNotContain("<script");
        assertThat(page.header("content-security-policy")).contains("frame-src 'self'", "frame-ancestors 'none'");
        String path = page.body().replaceAll("(?s).*<iframe src=\"([^\"]+)\".*", "$1");
        ApiResponse mail = tenant().root().get(path).expect(200);
        assertThat(mail.header("content-security-policy"))
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'")
                .doesNotContain("script");
        String link = mail.body().replaceAll("(?s).*href=\"https://tenant\\.example(/u/[^\"#]+)#\".*", "$1");
        assertThat(tenant().root().get(link).expect(200).body()).contains("Email verified");
    }

    private String html(ApiResponse page) {
        String path = page.body().replaceAll("(?s).*<iframe src=\"([^\"]+)\".*", "$1");
        return tenant().root().get(path).expect(200).body();
    }

    @Test
    void invitesWhoeverIsNoUserYet() throws InterruptedException {
        String client = post("/clients", "{'name': 'Harbour'}").expect(201).text("/client_id");
        String organization = post("/organizations", "{'name': 'acme', 'display_name': 'Acme <b>'}")
                .expect(201)
                .text("/id");
        String invitation = "{'inviter': {'name': 'Ann'}, 'invitee': {'email': '%s'}, 'client_id': '%s'%s}";
        String path = "/organizations/" + organization + "/invitations";
        post(path, invitation.formatted("silent@example.com", client, ", 'send_invitation_email': false"))
                .expect(201);
        String url = post(path, invitation.formatted("invited@example.com", client, ""))
                .expect(201)
                .text("/invitation_url");

        ApiResponse page = awaitMail("invited@example.com");

        assertThat(html(page)).contains("Ann invites you to join Acme &lt;b&gt; at Harbour", url.replace("&", "&amp;"));
        assertThat(tenant().root().get("/inbox").body()).doesNotContain("silent@example.com");
    }

    @Test
    void mailsATicketToEnrollWhereItIsAskedFor() throws InterruptedException {
        String user = post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'email': 'ann@example.com',"
                                + " 'password': 'A-Pass-word-1', 'verify_email': false}")
                .expect(201)
                .text("/user_id");
        String url = post(
                        "/guardian/enrollments/ticket",
                        "{'user_id': '" + user + "', 'email': 'enroll@example.com', 'send_mail': true}")
                .expect(200)
                .text("/ticket_url");

        assertThat(html(awaitMail("enroll@example.com"))).contains(url);
    }

    @ParameterizedTest
    @CsvSource({
        "x-forwarded-for,192.0.2.1",
        "forwarded,for=192.0.2.1",
        "via,1.1 proxy",
        "x-real-ip,192.0.2.1",
    })
    void isClosedToWhoeverComesThroughAProxy(String header, String value) {
        Caller caller = tenant().root().with(header, value);

        assertThat(caller.get("/inbox").status()).isEqualTo(403);
        assertThat(caller.get("/inbox/mail_1").status()).isEqualTo(403);
        assertThat(caller.get("/inbox/mail_1/body").status()).isEqualTo(403);
    }

    @Test
    void hasNoMailOfAnotherId() {
        assertThat(tenant().root().get("/inbox/mail_none").status()).isEqualTo(404);
        assertThat(tenant().root().get("/inbox/mail_none/body").status()).isEqualTo(404);
    }

    @Test
    void showsMessagesToPhonesThatNoProviderDelivers() throws InterruptedException {
        String accepted = "202 {\"code\":202,\"message\":\"Test notification successfully sent for processing\"}";
        String template = post("/branding/phone/templates", """
                        {'type': 'otp_verify', 'content': {'body': {'text': 'Your code: {{ code }} & more', 'voice': 'x'}}}
                        """).expect(201).text("/id");

        assertThat(post("/branding/phone/templates/" + template + "/try", "{'to': '+15550100'}"))
                .hasToString(accepted);
        ApiResponse page = awaitMail("+15550100");
        String path = page.body().replaceAll("(?s).*<iframe src=\"([^\"]+)\".*", "$1");
        assertThat(tenant().root().get(path).body()).contains("<p>Your code: 123456 &amp; more</p>");
        String provider = post("/branding/phone/providers", """
                        {'name': 'custom', 'credentials': {}, 'configuration': {'delivery_methods': ['text']}}
                        """).expect(201).text("/id");
        assertThat(post("/branding/phone/providers/" + provider + "/try", "{'to': '+15550101'}"))
                .hasToString(accepted);
        awaitMail("+15550101");
        assertThat(post("/branding/phone/providers/pro_none/try", "{'to': '+15550101'}")
                        .status())
                .isEqualTo(404);
        assertThat(get("/branding/phone/templates").json().path("templates")).hasSize(4);
    }
}
