package dev.gatehouse.server.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails as a real mail server gets them. */
class SmtpDeliveryTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static int number;

    private GreenMail server = newServer(0);

    private static GreenMail newServer(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("postmaster@example.com", "postmaster", "the-password");
        return server;
    }

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(Setting.OUTGOING_ADDRESSES, "127.0.0.0/8");
    }

    @BeforeEach
    void startMailServer() {
        server = newServer(0);
        server.start();
    }

    @AfterEach
    void stopMailServer() {
        server.stop();
        delete("/emails/provider");
    }

    private void configure(String password) {
        post("/emails/provider", """
                        {'name': 'smtp', 'default_from_address': 'Shop <shop@example.com>', 'credentials':
                         {'smtp_host': '127.0.0.1', 'smtp_port': %d, 'smtp_user': 'postmaster', 'smtp_pass': '%s'}}
                        """.formatted(server.getSmtp().getPort(), password))
                .expect(201);
    }

    private String newUser() {
        number++;
        return post("/users", """
                        {'connection': 'Username-Password-Authentication', 'email': 'grace%d@example.com',
                         'password': 'A-Pass-word-1', 'email_verified': false, 'name': 'Grace <b>'}
                        """.formatted(number)).expect(201).text("/user_id");
    }

    private ApiResponse user(String id) {
        return get("/users/" + id.replace("|", "%7C"));
    }

    private String verify(String userId) {
        ApiResponse job = post("/jobs/verification-email", "{'user_id': '%s'}".formatted(userId))
                .expect(201);
        assertThat(job.text("/status")).isEqualTo("pending");
        assertThat(job.text("/type")).isEqualTo("verification_email");
        return "/jobs/" + job.text("/id");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void awaitStatus(String job, String status) {
        await(() -> !get(job).text("/status").equals("pending"));
        assertThat(get(job).text("/status")).as(get("/logs?q=type:fn").body()).isEqualTo(status);
    }

    private String openLink(String html) {
        Matcher link = Pattern.compile("https://tenant\\.example(/u/email-verification\\?ticket=\\w+)")
                .matcher(html);
        assertThat(link.find()).as(html).isTrue();
        return tenant().root().get(link.group(1)).expect(200).body();
    }

    @Test
    void sendsTheLinkThatVerifiesTheAddress() throws Exception {
        configure("the-password");
        String id = newUser();
        String job = verify(id);

        awaitStatus(job, "completed");
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString(user(id).text("/email"));
        assertThat(mail.getFrom()[0]).hasToString("Shop <shop@example.com>");
        assertThat(mail.getContentType()).startsWith("text/html");
        assertThat(mail.getMessageID()).matches("<mail_\\w{16}@example\\.com>");
        assertThat(openLink(mail.getContent().toString())).contains("Your email was verified.");
        assertThat(user(id).text("/email_verified")).isEqualTo("true");
        assertThat(get(job + "/errors")).hasToString("200 []");
    }

    @Test
    void sendsTheTenantsTemplate() throws Exception {
        configure("the-password");
        post("/email-templates", """
                        {'template': 'verify_email', 'enabled': true, 'syntax': 'liquid', 'from': 'Me <me@example.com>',
                         'subject': 'Hi {{ user.name }}', 'body': '<p>{{ user.name | escape }}: {{ url }}</p>',
                         'resultUrl': 'https://app.example/{{ user.email | url_encode }}', 'urlLifetimeInSeconds': 60}
                        """).expect(200);
        try {
            String id = newUser();
            awaitStatus(verify(id), "completed");

            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Hi Grace <b>");
            assertThat(mail.getFrom()[0]).hasToString("Me <me@example.com>");
            String html = mail.getContent().toString().strip();
            assertThat(html).startsWith("<p>Grace &lt;b&gt;: https://tenant.example/u/email-verification?ticket=");
            String path = html.replaceAll("(?s).*https://tenant\\.example|#.*", "");
            String email = user(id).text("/email").replace("@", "%40");
            assertThat(tenant().root().get(path).expect(303).header("location"))
                    .startsWith("https://app.example/" + email + "?email=" + email + "&success=true");
        } finally {
            patch("/email-templates/verify_email", "{'enabled': false}").expect(200);
        }
    }

    @Test
    void triesAgainUntilTheServerIsBack() {
        configure("the-password");
        int port = server.getSmtp().getPort();
        server.stop();
        String job = verify(newUser());
        String[] before = {""};
        await(() -> {
            // The first attempt has failed once a second one is not due yet.
            before[0] = get(job).text("/status");
            tenant().clock().moveBy(Duration.ofSeconds(1));
            return number > 0 && sleptEnough();
        });
        assertThat(before[0]).isEqualTo("pending");
        server = newServer(port);
        server.start();
        await(() -> {
            tenant().clock().moveBy(Duration.ofSeconds(5));
            return get(job).text("/status").equals("completed");
        });
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private int polls;

    private boolean sleptEnough() {
        return ++polls > 60;
    }

    @Test
    void tellsTheLogWhatCannotBeDelivered() {
        configure("another-password");
        String id = newUser();
        String job = verify(id);

        awaitStatus(job, "failed");
        String events = get("/logs?q=type:fn").json().toString();
        assertThat(events)
                .contains("the mail server does not accept the credentials", id)
                .doesNotContain("another-password", "ticket=");
    }

    @Test
    void welcomesWhoeverIsVerifiedWhereThatIsEnabled() throws Exception {
        configure("the-password");
        post("/email-templates", """
                        {'template': 'welcome_email', 'enabled': true, 'syntax': 'liquid', 'from': '', 'subject': 'Welcome',
                         'body': 'You are {{ user.email }}, verified: {{ user.email_verified }}'}
                        """).expect(200);
        String id = newUser();
        awaitStatus(verify(id), "completed");
        openLink(server.getReceivedMessages()[0].getContent().toString());

        await(() -> server.getReceivedMessages().length == 2);
        assertThat(server.getReceivedMessages()[1].getContent().toString().strip())
                .isEqualTo("You are " + user(id).text("/email") + ", verified: true");
        patch("/email-templates/welcome_email", "{'enabled': false}").expect(200);
    }

    @Test
    void refusesWhatCannotBeVerified() {
        assertThat(post("/jobs/verification-email", "{'user_id': 'auth0|none'}"))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));
        assertThat(get("/jobs/job_none")).hasToString(refusal(404, "The job does not exist.", null));
        assertThat(get("/jobs/job_none/errors")).hasToString(refusal(404, "The job does not exist.", null));
    }
}
