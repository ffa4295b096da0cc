package dev.gatehouse.server.management.rulesconfigs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesConfigsTest extends ApiTest {
    @AfterEach
    void deleteAll() {
        get("/rules-configs")
                .json()
                .forEach(each -> delete("/rules-configs/" + each.path("key").asText()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            not%20a%20key, {'value': 'v'}, 400
            KEY,           {},             400
            KEY,           {'value': 5},   400
            """)
    void refuses(String key, String body, int status) {
        put("/rules-configs/" + key, body).expect(status);
    }

    @Test
    void answersAValueOnlyWhenItIsSet() {
        assertThat(put("/rules-configs/KEY", "{'value': 'one'}"))
                .hasToString("200 {\"key\":\"KEY\",\"value\":\"one\"}");
        put("/rules-configs/KEY", "{'value': 'two'}").expect(200);
        put("/rules-configs/OTHER", "{'value': 'three'}").expect(200);

        assertThat(get("/rules-configs")).hasToString("200 [{\"key\":\"KEY\"},{\"key\":\"OTHER\"}]");
    }

    @Test
    void deletesAKeyThatMayBeGone() {
        put("/rules-configs/KEY", "{'value': 'one'}").expect(200);

        assertThat(delete("/rules-configs/KEY")).hasToString("204");
        assertThat(delete("/rules-configs/KEY")).hasToString("204");
        assertThat(get("/rules-configs")).hasToString("200 []");
    }
}
