package dev.gatehouse.server.management.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class PromptsTest extends ApiTest {
    @Test
    void changesWhichPagesPeopleSee() {
        assertThat(get("/prompts"))
                .hasToString("200 {\"universal_login_experience\":\"new\",\"identifier_first\":false,"
                        + "\"webauthn_platform_first_factor\":false}");
        assertThat(patch("/prompts", "{'identifier_first': true}").text("/identifier_first"))
                .isEqualTo("true");
        assertThat(get("/prompts").text("/universal_login_experience")).isEqualTo("new");
    }

    @Test
    void replacesTheTextsOfOnePromptInOneLanguage() {
        assertThat(get("/prompts/login/custom-text/en")).hasToString("200 {}");
        put("/prompts/login/custom-text/en", "{'login': {'title': 'Welcome', 'id': 'x'}}")
                .expect(200);
        put("/prompts/login/custom-text/fr", "{'login': {'title': 'Bienvenue'}}")
                .expect(200);

        assertThat(get("/prompts/login/custom-text/en"))
                .hasToString("200 {\"login\":{\"title\":\"Welcome\",\"id\":\"x\"}}");
        put("/prompts/login/custom-text/en", "{'other': {'a': 'b'}}").expect(200);
        assertThat(get("/prompts/login/custom-text/en")).hasToString("200 {\"other\":{\"a\":\"b\"}}");
        assertThat(get("/prompts/login/custom-text/fr").text("/login/title")).isEqualTo("Bienvenue");
        assertThat(get("/prompts/signup/custom-text/en")).hasToString("200 {}");
    }

    @Test
    void replacesPartials() {
        String partials = "{\"login\":{\"form-content-end\":\"<div></div>\"}}";

        assertThat(put("/prompts/login/partials", partials)).hasToString("200 " + partials);
        assertThat(get("/prompts/login/partials")).hasToString("200 " + partials);
        put("/prompts/login/partials", "{}").expect(200);
        assertThat(get("/prompts/login/partials")).hasToString("200 {}");
    }

    @Test
    void changesHowAScreenIsRendered() {
        String path = "/prompts/signup/screen/signup/rendering";

        assertThat(get(path).text("/rendering_mode")).isEqualTo("standard");
        patch(
                        path,
                        "{'rendering_mode': 'advanced', 'head_tags': [{'tag': 'script', 'attributes': {'src': 'https://a'}}]}")
                .expect(200);
        patch(path, "{'use_page_template': true}").expect(200);

        assertThat(get(path).text("/rendering_mode")).isEqualTo("advanced");
        assertThat(get(path).text("/use_page_template")).isEqualTo("true");
        assertThat(get(path).text("/head_tags/0/tag")).isEqualTo("script");
        patch(
                        "/prompts/rendering",
                        "{'configs': [{'prompt': 'login', 'screen': 'login', 'rendering_mode': 'standard'}]}")
                .expect(200);
        assertThat(get("/prompts/rendering?rendering_mode=advanced").json().findValuesAsText("screen"))
                .containsExactly("signup");
    }
}
