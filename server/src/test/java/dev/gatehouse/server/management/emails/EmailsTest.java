package dev.gatehouse.server.management.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class EmailsTest extends ApiTest {
    private static final String NONE =
            refusal(404, "There is not a configured email provider", "inexistent_email_provider");
    private static final String SMTP = "{'name': 'smtp', 'default_from_address': 'a@b.example', 'credentials':"
            + " {'smtp_host': 'mail.b.example', 'smtp_port': 587, 'smtp_user': 'u', 'smtp_pass': 'clear-pass'}}";

    @Test
    void showsAProviderWithoutItsSecrets() {
        assertThat(get("/emails/provider")).hasToString(NONE);
        assertThat(patch("/emails/provider", "{'enabled': false}")).hasToString(NONE);

        assertThat(post("/emails/provider", SMTP).expect(201).toString())
                .contains("\"smtp_user\":\"u\"", "\"enabled\":true")
                .doesNotContain("clear-pass");
        assertThat(post("/emails/provider", SMTP).status()).isEqualTo(409);
        assertThat(patch("/emails/provider", "{'credentials': {'smtp_port': 25}}")
                        .text("/credentials/smtp_host"))
                .isEqualTo("mail.b.example");

        assertThat(patch("/emails/provider", "{'name': 'sendgrid', 'credentials': {'api_key': 'clear-key'}}")
                        .text("/credentials"))
                .isEqualTo("");
        assertThat(get("/emails/provider").toString()).doesNotContain("clear-");
        delete("/emails/provider").expect(204);
        delete("/emails/provider").expect(204);
        assertThat(get("/emails/provider")).hasToString(NONE);
    }

    @Test
    void keepsOneMailOfEachName() {
        String mail = "{'template': 'verify_email', 'body': '<p>', 'from': 'a@b.example', 'subject': 's',"
                + " 'syntax': 'liquid', 'enabled': true}";
        String missing = refusal(404, "The template does not exist.", "inexistent_email_template");
        String path = "/email-templates/verify_email";

        assertThat(get(path)).hasToString(missing);
        assertThat(patch(path, "{'enabled': false}")).hasToString(missing);
        assertThat(put(path, mail)).hasToString(missing);
        post("/email-templates", mail).expect(200);
        assertThat(post("/email-templates", mail))
                .hasToString(refusal(409, "Template verify_email already exists.", null));
        assertThat(patch(path, "{'enabled': false}").text("/subject")).isEqualTo("s");
        assertThat(put(path, mail.replace("'s'", "'t'")).expect(200).text("/subject"))
                .isEqualTo("t");
        assertThat(get(path).text("/enabled")).isEqualTo("true");
    }
}
