package dev.gatehouse.server.management.networkacls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAclsTest extends ApiTest {
    private static final String BLOCK =
            "{'description': 'No v6', 'active': true, 'rule': {'scope': 'management', 'action': {'block': true},"
                    + " 'match': {'ipv6_cidrs': ['2001:db8::/32']}}}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ;
            PUT;    {'description': 'x', 'active': true, 'rule': {'scope': 'tenant', 'action': {'log': true}}}
            PATCH;  {'active': false}
            DELETE; ;
            """)
    void refusesAnUnknownList(String method, @Nullable String body) {
        assertThat(send(method, "/network-acls/acl_none", body))
                .hasToString(refusal(404, "NetworkACL with this ID was not found", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                        rule.action must be one of allow, block, log and redirect
            {'allow': true, 'block': true};            rule.action must be one of allow, block, log and redirect
            {'redirect': true};                        rule.action.redirect and rule.action.redirect_uri go together
            {'block': true, 'redirect_uri': 'https://a.example'}; rule.action.redirect and rule.action.redirect_uri go together
            """)
    void refusesAnActionThatIsNotOne(String action, String message) {
        String body = BLOCK.replace("{'block': true}", action);

        assertThat(post("/network-acls", body)).hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void readsWhatWasCreatedAndDeletesIt() {
        JsonNode created = post("/network-acls", BLOCK).expect(201).json();
        String path = "/network-acls/" + created.path("id").asText();

        assertThat(created.path("id").asText()).matches("acl_[A-Za-z0-9]{22}");
        assertThat(created.path("priority").asInt()).isEqualTo(50);
        assertThat(created.has("tenant_id")).isFalse();
        JsonNode read = get(path).json();
        assertThat(read.path("tenant_id").asText()).isEqualTo("tenant.example");
        assertThat(read.path("deleted_at").isNull()).isTrue();
        assertThat(get("/network-acls").json().findValuesAsText("id"))
                .contains(created.path("id").asText());
        assertThat(delete(path)).hasToString("200 {\"code\":204,\"object\":\"\"}");
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void replacesAllButItsOriginAndChangesPartOfIt() {
        JsonNode created = post("/network-acls", BLOCK).expect(201).json();
        String path = "/network-acls/" + created.path("id").asText();
        tenant().clock().moveBy(Duration.ofSeconds(1));

        JsonNode replaced = put(path, """
                {'description': 'US', 'active': false, 'priority': 2,
                 'rule': {'scope': 'tenant', 'action': {'log': true}, 'match': {'geo_country_codes': ['US']}}}
                """).expect(200).json();
        assertThat(replaced.path("id")).isEqualTo(created.path("id"));
        assertThat(replaced.path("created_at")).isEqualTo(created.path("created_at"));
        assertThat(replaced.path("updated_at")).isNotEqualTo(created.path("updated_at"));
        assertThat(replaced.path("rule").path("match").has("ipv6_cidrs")).isFalse();

        JsonNode changed = patch(path, "{'priority': 3}").expect(200).json();
        assertThat(changed.path("description").asText()).isEqualTo("US");
        assertThat(changed.path("rule")).isEqualTo(replaced.path("rule"));
        assertThat(patch(path, "{'rule': {'scope': 'tenant', 'action': {'allow': true}}}")
                        .expect(200)
                        .json()
                        .path("rule")
                        .has("match"))
                .isFalse();
    }
}
