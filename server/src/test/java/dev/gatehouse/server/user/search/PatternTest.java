package dev.gatehouse.server.user.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*c, abd, false",
        "*roles*, /api/v2/roles/rol_1, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a\\*c, a*c, true",
        "a\\*c, abc, false",
        "*a*b*a*, xaxbxa, true",
        "*ab, aab, true",
        "**, x, true",
        "a, b, false",
    })
    void matchesTheWholeValue(String glob, String value, boolean matches) {
        assertThat(Pattern.of(glob).matches(value)).isEqualTo(matches);
    }

    /** By backtracking into each star, this would take longer than the tests do. */
    @Test
    void manyStarsCostNoMoreThanOne() {
        assertThat(Pattern.of("*a".repeat(40) + "b").matches("a".repeat(5_000))).isFalse();
    }
}
