package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.error.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {
    private static final ObjectNode NOBODY = JsonNodeFactory.instance.objectNode();
    private static final String WEAK = "PasswordStrengthError: Password is too weak";

    private final PasswordHasher hasher = new PasswordHasher(64, 1, 2);
    private final PasswordRules rules = new PasswordRules(hasher);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "- x true",
                "none x true",
                "low abcde false",
                "low abcdef true",
                "fair abcdefgh false",
                "fair Abcdefg1 true",
                "fair Abcdef1 false",
                "fair abcdefg1! false",
                "good Abcdefg1 true",
                "good abcdefg1! true",
                "good abcdefgh1 false",
                "good Abcdef1 false",
                "good Äöüäöü1😀 true",
                "excellent Abcdefghi1 true",
                "excellent Abcdefgh1 false",
                "excellent Abcdefghhh1 false",
                "excellent Abcdefghh1h true",
            })
    void wantsTheStrengthOfThePolicy(@Nullable String policy, String password, boolean strong) {
        assertChecked(policy == null ? "{}" : "{'passwordPolicy':'" + policy + "'}", password, strong ? null : WEAK);
    }

    @ParameterizedTest
    @CsvSource({"none, 4, abc, false", "none, 4, abcd, true", "low, 3, abc, true", "none, 4, 😀😀😀, false"})
    void wantsTheLengthOfTheConnectionBeforeThatOfThePolicy(
            String policy, int least, String password, boolean longEnough) {
        String options =
                "{'passwordPolicy':'" + policy + "','password_complexity_options':{'min_length':" + least + "}}";

        assertChecked(options, password, longEnough ? null : WEAK);
    }

    @Test
    void takesPasswordsOf1024CharactersAtMost() {
        assertChecked("{}", "x".repeat(1_024), null);
        assertChecked("{}", "x".repeat(1_025), WEAK);
    }

    @ParameterizedTest
    @CsvSource({
        "true, password, false",
        "true, PassWord, false",
        "true, password1!, false",
        "true, 123456, false",
        "true, acme-Corp, false",
        "true, acme-corps, true",
        "true, correct horse battery, true",
        "false, password, true"
    })
    void refusesCommonPasswordsWhereTheDictionaryIsOn(boolean enabled, String password, boolean fine) {
        String options = "{'password_dictionary':{'enable':" + enabled + ",'dictionary':['ACME-corp']}}";

        assertChecked(options, password, fine ? null : "PasswordDictionaryError: Password is too common");
    }

    @ParameterizedTest
    @CsvSource({
        "true, xannabelle1, false",
        "true, XANNABELLE1, false",
        "true, ab-lee, false",
        "true, annab, true",
        "true, x.example, true",
        "true, Jo1234, true",
        "false, annabelle, true"
    })
    void refusesPersonalInformationWhereThatIsOn(boolean enabled, String password, boolean fine) {
        ObjectNode user = (ObjectNode)
                json("{'email':'annabelle@x.example','family_name':'Lee','nickname':'Jo','name':null,'username':''}");
        String options = "{'password_no_personal_info':{'enable':" + enabled + "}}";

        assertMessage(
                () -> rules.check(json(options), user, password),
                fine ? null : "PasswordNoUserInfoError: Password contains user information");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"enable\":true,\"size\":2}', 2",
        "'{\"enable\":true}', 5",
        "'{\"enable\":false,\"size\":2}', 0",
        "'{}', 0"
    })
    void refusesEarlierPasswordsAsFarAsTheHistoryGoes(String history, int size) {
        JsonNode options = json("{'password_history':" + history + "}");
        List<String> earlier =
                List.of("5", "4", "3", "2", "1", "0").stream().map(hasher::hash).toList();

        assertThat(PasswordRules.historySize(options)).isEqualTo(size);
        for (int age = 0; age < earlier.size(); age++) {
            String password = String.valueOf(5 - age);
            assertMessage(
                    () -> rules.checkHistory(options, earlier, password),
                    age < size ? "PasswordHistoryError: Password has previously been used" : null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                                              abcdefghijklmn;     false
            {};                                                              abcdefghijklmno;    true
            {'min_length':4};                                                abcd;               true
            {'min_length':4};                                                abc;                false
            {'min_length':4,'character_types':['uppercase','number']};       Abc1;               true
            {'min_length':4,'character_types':['uppercase','number']};       Abcd;               false
            {'min_length':4,'character_types':['special']};                  abc1;               false
            {'min_length':4,'character_types':['special']};                  abc!;               true
            {'min_length':4,'character_type_rule':'three_of_four'};          Abc1;               true
            {'min_length':4,'character_type_rule':'three_of_four'};          Abcd;               false
            {'min_length':1,'identical_characters':'block'};                 xaaay;              false
            {'min_length':1,'identical_characters':'block'};                 xaabaa;             true
            {'min_length':1,'identical_characters':'allow'};                 xaaay;              true
            {'min_length':1,'sequential_characters':'block'};                x123;               false
            {'min_length':1,'sequential_characters':'block'};                xcBa;               false
            {'min_length':1,'sequential_characters':'block'};                ab12yz-,+;          true
            {'min_length':1,'sequential_characters':'allow'};                x123;               true
            """)
    void wantsTheComplexityOfThePasswordOptions(String complexity, String password, boolean fine) {
        String options = "{'passwordPolicy':'excellent','password_options':{'complexity':" + complexity + "}}";

        assertChecked(options, password, fine ? null : WEAK);
    }

    @ParameterizedTest
    @CsvSource({"error, 72, true", "error, 73, false", "truncate, 73, true", "truncate, 1025, false"})
    void takesAsManyBytesAsThePasswordOptionsSay(String exceeded, int bytes, boolean fine) {
        String options = "{'password_options':{'complexity':{'max_length_exceeded':'" + exceeded + "'}}}";

        assertChecked(options, "x".repeat(bytes), fine ? null : WEAK);
    }

    @ParameterizedTest
    @CsvSource({"true, password, false", "true, Forbidden1, false", "true, another, true", "false, password, true"})
    void refusesTheWordsOfThePasswordOptions(boolean active, String password, boolean fine) {
        String options = "{'password_options':{'complexity':{'min_length':1},'dictionary':{'active':" + active
                + ",'default':'en_100k','custom':['forbidden1']}}}";

        assertChecked(options, password, fine ? null : "PasswordDictionaryError: Password is too common");
    }

    @ParameterizedTest
    @CsvSource({
        "true, xannabelle, false",
        "true, my-Leeds, false",
        "true, my-Paris, true",
        "true, my-secret, true",
        "false, annabelle, true"
    })
    void refusesTheProfileFieldsOfThePasswordOptions(boolean active, String password, boolean fine) {
        ObjectNode user = (ObjectNode) json(
                "{'email':'annabelle@x.example','city':'Paris','user_metadata':{'first':'Leeds','last':'secret'}}");
        String options = "{'password_options':{'complexity':{'min_length':1},'profile_data':{'active':" + active
                + ",'blocked_fields':['email','user_metadata.first','user_metadata','none.at.all']}}}";

        assertMessage(
                () -> rules.check(json(options), user, password),
                fine ? null : "PasswordNoUserInfoError: Password contains user information");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"active\":true,\"size\":2}', 2",
        "'{\"active\":true}', 3",
        "'{\"active\":false,\"size\":2}', 0",
        "'{}', 0"
    })
    void keepsTheHistoryOfThePasswordOptions(String history, int size) {
        JsonNode options =
                json("{'password_history':{'enable':true,'size':9},'password_options':{'history':" + history + "}}");

        assertThat(PasswordRules.historySize(options)).isEqualTo(size);
    }

    private void assertChecked(String options, String password, @Nullable String message) {
        assertMessage(() -> rules.check(json(options), NOBODY, password), message);
    }

    private static void assertMessage(Runnable check, @Nullable String message) {
        if (message == null) {
            check.run();
        } else {
            assertThatThrownBy(check::run).isInstanceOf(Rejection.class).hasMessage(message);
        }
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
