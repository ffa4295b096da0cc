package dev.gatehouse.server.management.customdomains;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import org.junit.jupiter.api.Test;

class CustomDomainsTest extends ApiTest {
    private JsonNode create(String domain, String type) {
        return post("/custom-domains", "{'domain': '%s', 'type': '%s'}".formatted(domain, type))
                .expect(201)
                .json();
    }

    @Test
    void waitsForARecordOfDns() {
        JsonNode created = create("login.shop.invalid", "auth0_managed_certs");
        String id = created.path("custom_domain_id").asText();
        String path = "/custom-domains/" + id;

        assertThat(id).matches("cd_[A-Za-z0-9]{16}");
        assertThat(created.path("status").asText()).isEqualTo("pending_verification");
        assertThat(created.path("tls_policy").asText()).isEqualTo("recommended");
        assertThat(created.at("/verification/methods/0/name").asText()).isEqualTo("CNAME");
        // No such name can be: RFC 2606 §2.
        assertThat(post(path + "/verify", "{}").expect(200).text("/status")).isEqualTo("pending_verification");
        assertThat(post("/custom-domains", "{'domain': 'login.shop.invalid', 'type': 'auth0_managed_certs'}")
                        .status())
                .isEqualTo(409);
        assertThat(patch(path, "{'domain_metadata': {'a': 'b', 'c': 'd'}}")
                        .expect(200)
                        .text("/domain_metadata/a"))
                .isEqualTo("b");
        assertThat(patch(path, "{'domain_metadata': {'a': null}}").json().path("domain_metadata"))
                .hasToString("{\"c\":\"d\"}");
        delete(path).expect(204);
        assertThat(get(path))
                .hasToString(refusal(404, "The custom domain " + id + " does not exist", "inexistent_custom_domain"));
    }

    @Test
    void answersTheKeyOfAProxyOnce() {
        JsonNode created = create("proxy.shop.invalid", "self_managed_certs");

        assertThat(created.path("cname_api_key").asText()).hasSize(48);
        assertThat(get("/custom-domains/" + created.path("custom_domain_id").asText())
                        .json()
                        .has("cname_api_key"))
                .isFalse();
        assertThat(get("/custom-domains").toString())
                .doesNotContain(created.path("cname_api_key").asText());
    }

    @Test
    void hasOneDefault() {
        create("default.shop.invalid", "auth0_managed_certs");

        assertThat(get("/custom-domains/default")).hasToString("200 {\"domain\":\"" + TestTenant.DOMAIN + "\"}");
        assertThat(patch("/custom-domains/default", "{'domain': 'none.invalid'}")
                        .status())
                .isEqualTo(404);
        assertThat(patch("/custom-domains/default", "{'domain': 'default.shop.invalid'}")
                        .text("/is_default"))
                .isEqualTo("true");
        assertThat(get("/custom-domains/default").text("/domain")).isEqualTo("default.shop.invalid");
        assertThat(patch("/custom-domains/default", "{'domain': '" + TestTenant.DOMAIN + "'}"))
                .hasToString("200 {\"domain\":\"" + TestTenant.DOMAIN + "\"}");
    }

    @Test
    void testsNothingBeforeItIsVerified() {
        String id = create("test.shop.invalid", "auth0_managed_certs")
                .path("custom_domain_id")
                .asText();

        assertThat(post("/custom-domains/" + id + "/test", "{}"))
                .hasToString(refusal(409, "The custom domain " + id + " is not verified yet", "resource_conflict"));
        assertThat(post("/custom-domains/cd_none/test", "{}").status()).isEqualTo(404);
        assertThat(get("/custom-domains/" + id).text("/verification/status")).isEqualTo("pending");
        assertThat(get("/custom-domains/" + id).text("/certificate/certificate_authority"))
                .isEqualTo("letsencrypt");
    }
}
