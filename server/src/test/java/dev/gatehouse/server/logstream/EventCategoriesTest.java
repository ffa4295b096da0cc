package dev.gatehouse.server.logstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCategoriesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sapi                  | management.success                | true
            sapi                  | management.fail                   | false
            sapi                  | auth.login.fail management.success | true
            mgmt_api_read         | management.success                | true
            fapi                  | management.fail                   | true
            fp                    | auth.login.fail                   | true
            fp                    | security                          | true
            s                     | auth.login.success                | true
            slo                   | auth.logout.success               | true
            seccft                | auth.token_exchange.success       | true
            sapi                  | security                          | false
            kms_key_state_changed | other                             | true
            sapi                  | other                             | false
            a_new_type            | other                             | true
            """)
    void sortsEveryType(String type, String categories, boolean included) {
        assertThat(EventCategories.include(Arrays.asList(categories.split(" ")), type))
                .isEqualTo(included);
    }

    @Test
    void includesEverythingWithoutAFilter() {
        assertThat(EventCategories.include(List.of(), "sapi")).isTrue();
    }
}
