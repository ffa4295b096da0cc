package dev.gatehouse.server.management.branding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrandingTest extends ApiTest {
    private static final String TWILIO =
            "{'name': 'twilio', 'configuration': {'sid': 's', 'delivery_methods': ['text']},"
                    + " 'credentials': {'auth_token': 'clear-token'}}";

    @Test
    void mergesColoursAndForgetsWhatIsNull() {
        assertThat(get("/branding")).hasToString("200 {}");
        patch(
                        "/branding",
                        "{'colors': {'primary': '#0059d6', 'page_background': '#000000'}, 'logo_url': 'https://a.example/l.png'}")
                .expect(200);

        assertThat(patch("/branding", "{'colors': {'primary': '#ea5323'}, 'logo_url': null}"))
                .hasToString("200 {\"colors\":{\"primary\":\"#ea5323\",\"page_background\":\"#000000\"}}");
        assertThat(get("/branding").text("/colors/primary")).isEqualTo("#ea5323");
    }

    @Test
    void keepsATemplateOfThePagesThatHasBothTags() {
        String path = "/branding/templates/universal-login";

        assertThat(get(path)).hasToString(refusal(404, "Not Found", null));
        assertThat(put(path, "{'template': '<html>{%- auth0:head -%}</html>'}"))
                .hasToString(refusal(400, "The template must have the tag {%- auth0:widget -%}", "invalid_body"));
        put(path, "{'template': '{%- auth0:head -%}{% auth0:widget %}'}").expect(201);
        assertThat(get(path)).hasToString("200 {\"body\":\"{%- auth0:head -%}{% auth0:widget %}\"}");
        put(path, "'{% auth0:head %}{% auth0:widget %}'").expect(201);
        assertThat(get(path).text("/body")).isEqualTo("{% auth0:head %}{% auth0:widget %}");
        delete(path).expect(204);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void neverAnswersWhatAPhoneProviderIsCalledWith() {
        JsonNode created = post("/branding/phone/providers", TWILIO).expect(201).json();
        String path = "/branding/phone/providers/" + created.path("id").asText();

        assertThat(created.path("id").asText()).matches("pro_[A-Za-z0-9]{22}");
        assertThat(created.path("channel").asText()).isEqualTo("phone");
        assertThat(created.has("credentials")).isFalse();
        assertThat(post("/branding/phone/providers", TWILIO).status()).isEqualTo(409);
        assertThat(patch(path, "{'disabled': true}")
                        .expect(200)
                        .json()
                        .path("disabled")
                        .asBoolean())
                .isTrue();
        assertThat(patch(path, "{'name': 'custom', 'configuration': {'delivery_methods': ['text']}, 'credentials': {}}")
                        .expect(200)
                        .json()
                        .path("configuration"))
                .hasToString("{\"delivery_methods\":[\"text\"]}");
        assertThat(get("/branding/phone/providers?disabled=true").json().path("providers"))
                .hasSize(1);
        assertThat(get("/branding/phone/providers?disabled=false").json().path("providers"))
                .isEmpty();
        assertThat(get("/branding/phone/providers").toString() + get(path)).doesNotContain("clear-token");
        delete(path).expect(204);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void givesAPhoneTemplateItsOriginalTextsAgain() {
        String path = "/branding/phone/templates/"
                + post(
                                "/branding/phone/templates",
                                "{'type': 'otp_verify', 'content': {'from': '1', 'body': {'text': 'own', 'voice': 'own'}}}")
                        .expect(201)
                        .text("/id");

        assertThat(get(path).text("/content/syntax")).isEqualTo("liquid");
        assertThat(patch(path + "/reset", "{}").text("/content/body/text"))
                .isEqualTo("{{ code | escape }} is your verification code for {{ friendly_name | escape }}");
        assertThat(get(path).text("/content/from")).isEqualTo("1");
        delete(path).expect(204);
        assertThat(delete(path)).hasToString(refusal(404, "Notification Resource not found", null));
    }

    @Test
    void showsPhoneTemplatesInOneShapeAndOrderWhetherMadeOrNot() {
        List<String> fresh = phoneTemplates();
        assertThat(fresh)
                .hasSize(4)
                .allMatch(each -> each.contains("{\"syntax\":\"liquid\",\"body\":") && each.endsWith("\"from\":\"\"}"));

        post("/branding/phone/templates", "{'type': 'otp_verify', 'content': {'syntax': 'liquid'}}")
                .expect(201);
        assertThat(phoneTemplates()).containsExactly(fresh.get(3), fresh.get(0), fresh.get(1), fresh.get(2));
        for (String type : List.of("otp_enroll", "change_password", "blocked_account")) {
            post("/branding/phone/templates", "{'type': '" + type + "', 'content': {'syntax': 'liquid'}}")
                    .expect(201);
        }
        assertThat(phoneTemplates()).isEqualTo(fresh);
    }

    /** Their types and what they say, as listed. */
    private List<String> phoneTemplates() {
        List<String> templates = new ArrayList<>();
        get("/branding/phone/templates")
                .json()
                .path("templates")
                .forEach(each -> templates.add(each.path("type") + " " + each.path("content")));
        return templates;
    }
}
