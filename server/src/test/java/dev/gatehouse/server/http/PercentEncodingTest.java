package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "abc, false, abc",
        "auth0%7C1, false, auth0|1",
        "https%3A%2F%2Fapi%2F, false, https://api/",
        "a+b, false, a+b",
        "a+b%2B, true, a b+",
        "%E2%82%AC, false, €",
        "%e2%82%ac, false, €",
        "%2541, false, %41",
    })
    void decodes(String encoded, boolean plusIsSpace, String decoded) {
        assertThat(PercentEncoding.decode(encoded, plusIsSpace)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a%2", "%C3%28", "%ED%A0%80", "%-1"})
    void refusesWhatIsNotWellFormed(String encoded) {
        assertThat(PercentEncoding.decode(encoded, false)).isNull();
    }
}
