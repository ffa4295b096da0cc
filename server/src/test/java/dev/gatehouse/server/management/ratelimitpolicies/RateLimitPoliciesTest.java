package dev.gatehouse.server.management.ratelimitpolicies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPoliciesTest extends ApiTest {
    private static final String PATH = "/rate-limit-policies";

    private static String policy(String selector) {
        return "{'resource': 'oauth_authentication_api', 'consumer': 'client', 'consumer_selector': '" + selector
                + "', 'configuration': {'action': 'block', 'limit': 10}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ;
            PATCH;  {'configuration': {'action': 'allow'}}
            DELETE; ;
            """)
    void refusesAnUnknownPolicy(String method, @Nullable String body) {
        assertThat(send(method, PATH + "/rlp_none", body))
                .hasToString(refusal(404, "Rate limit policy not found.", null));
    }

    @Test
    void refusesASecondPolicyForTheSameClients() {
        post(PATH, policy("third_party_clients")).expect(201);

        assertThat(post(PATH, policy("third_party_clients")).status()).isEqualTo(409);
    }

    @Test
    void readsChangesAndDeletes() {
        String id = post(PATH, policy("default")).expect(201).text("/id");

        assertThat(get(PATH + "?consumer_selector=default")
                        .json()
                        .path("rate_limit_policies")
                        .findValuesAsText("id"))
                .containsExactly(id);
        assertThat(patch(PATH + "/" + id, "{'configuration': {'action': 'allow'}}")
                        .expect(200)
                        .json()
                        .path("configuration"))
                .hasToString("{\"action\":\"allow\"}");
        delete(PATH + "/" + id).expect(204);
        assertThat(get(PATH + "/" + id).status()).isEqualTo(404);
    }
}
