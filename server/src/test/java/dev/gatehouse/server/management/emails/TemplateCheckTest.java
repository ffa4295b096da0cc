package dev.gatehouse.server.management.emails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is Liquid is checked as such when it is saved. */
class TemplateCheckTest extends ApiTest {
    private static String invalid(String message, String property) {
        return refusal(
                400,
                "Payload validation error: 'Invalid Liquid template: " + message + "' on property " + property + ".",
                "invalid_body");
    }

    @ParameterizedTest
    @CsvSource({"body", "subject", "from", "resultUrl"})
    void checksEveryMemberOfAMail(String member) {
        String valid = "{'template': 'blocked_account', 'body': 'x', 'from': 'x', 'subject': 'x', 'resultUrl': 'x',"
                + " 'syntax': 'liquid', 'enabled': true}";
        String slot = valid.replace("'" + member + "': 'x'", "'" + member + "': '%s'");
        String broken = "{% if user.name %}Hi";
        String message = invalid("The block if is not closed", member);

        assertThat(post("/email-templates", slot.formatted(broken))).hasToString(message);
        if (get("/email-templates/blocked_account").status() == 404) {
            post("/email-templates", slot.formatted("{{ user.name | escape }}")).expect(200);
        }
        assertThat(put("/email-templates/blocked_account", slot.formatted(broken)))
                .hasToString(message);
        assertThat(patch("/email-templates/blocked_account", "{'%s': '%s'}".formatted(member, broken)))
                .hasToString(message);
        assertThat(patch("/email-templates/blocked_account", "{'%s': 'a {{ b | c }}'}".formatted(member)))
                .hasToString(invalid("Unknown filter: c at line 1, column 3", member));
    }

    @Test
    void checksPhoneMessages() {
        String body = "{'type': 'otp_verify', 'content': {'body': {'text': '%s', 'voice': '%s'}}}";

        assertThat(post("/branding/phone/templates", body.formatted("{% for %}{% endfor %}", "x")))
                .hasToString(
                        invalid("No viable alternative at input '{% for %}' at line 1, column 8", "content.body.text"));
        String id = post("/branding/phone/templates", body.formatted("{{ code }}", "{{ code }}"))
                .expect(201)
                .text("/id");
        assertThat(patch("/branding/phone/templates/" + id, "{'content': {'body': {'voice': '{{ code'}}}"))
                .hasToString(invalid("A tag without its }} at line 1, column 1", "content.body.voice"));
    }

    @Test
    void checksThePageTemplate() {
        String page = "<html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}%s</body></html>";

        put("/branding/templates/universal-login", "{'template': '%s'}".formatted(page.replace("%s", "{{ locale }}")))
                .expect(201);
        assertThat(put(
                        "/branding/templates/universal-login",
                        "{'template': '%s'}".formatted(page.replace("%s", "{% nosuch %}"))))
                .hasToString(invalid("Invalid Tag: 'nosuch' at line 1, column 67", "template"));
    }
}
