package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.error.Rejection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameRulesTest {
    private static final String LEGACY = "{'validation':{'username':{'min':3,'max':5}}}";
    private static final String OWN = "{'attributes':{'username':{'validation':{'min_length':2,'max_length':4}}},"
            + "'validation':{'username':{'min':8,'max':9}}}";

    @ParameterizedTest
    @CsvSource({"a", "abcdefghijklmno", "Zoë", "a_b+c-d.e!f#g$h", "x'^`~@", "名前", "1"})
    void takesLettersDigitsAndSomeSigns(String username) {
        UsernameRules.check(json("{}"), username);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdefghijklmnop", "a b", "a/b", "a,b", "a\"b", "<a>", "a😀", "a\0"})
    void refusesTheOthers(String username) {
        assertRefused("{}", username, 1, 15);
    }

    @ParameterizedTest
    @CsvSource({"ab, abc", "abcdef, abcde"})
    void wantsTheLengthOfTheConnection(String refused, String taken) {
        assertRefused(LEGACY, refused, 3, 5);
        UsernameRules.check(json(LEGACY), taken);
    }

    @ParameterizedTest
    @CsvSource({"a, ab", "abcde, abcd"})
    void wantsTheLengthOfTheAttributeBeforeThat(String refused, String taken) {
        assertRefused(OWN, refused, 2, 4);
        UsernameRules.check(json(OWN), taken);
    }

    private static void assertRefused(String options, String username, int least, int most) {
        assertThatThrownBy(() -> UsernameRules.check(json(options), username))
                .isInstanceOf(Rejection.class)
                .hasMessage("Username is invalid: it must have " + least + " to " + most
                        + " characters, which are letters, digits, or one of _+-.!#$'^`~@");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
