package dev.gatehouse.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.page.Html;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomePageTest extends ApiTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void showsTheTenantItsHealthAndWhatIsServed() {
        ApiResponse page = tenant().root().get("/").expect(200);
        int operations = Contract.management().operations().size();

        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(
                        "<dd>https://tenant.example</dd>",
                        "<span class=\"good\">healthy</span>",
                        "<code>https://tenant.example/api/v2/</code>",
                        operations + " operations are served")
                .contains("<li><code>GET /users/{id}</code></li>")
                .doesNotContain("{{");
    }

    @Test
    void linksToWhatIsThere() {
        String page = tenant().root().get("/").expect(200).body();

        assertThat(LINK.matcher(page).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        (MatchResult link) -> tenant().root().get(link.group(1)).expect(200));
    }

    @Test
    void loadsAndRunsNothing() {
        ApiResponse page = tenant().root().get("/").expect(200);

        assertThat(page.header("content-security-policy"))
                .matches("default-src 'none'; style-src 'sha256-[\\w+/]{43}='; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("<script", "src=", "style=\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "\"onload='x'", "a&b"})
    void escapesWhatHtmlWouldRead(String text) {
        assertThat(Html.escaped(text)).doesNotContain("<", ">", "\"", "'").doesNotMatch(".*&(?!\\w+;|#39;).*");
    }
}
