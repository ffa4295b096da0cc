package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A description says what the value is: its unit, its form, its default; not the member's name once more. */
class DescriptionsTest {
    private static final Pattern WORDS_OF_A_NAME = Pattern.compile("_|(?<=[a-z])(?=[A-Z])");
    private static final Pattern SAYS_THE_NAME = Pattern.compile("The [A-Za-z ]+\\.");

    @Test
    void everyMemberIsDescribedByMoreThanItsName() {
        List<String> faults = new ArrayList<>();
        Contract.management()
                .document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> collect(schema.getKey(), schema.getValue(), faults));
        assertThat(faults).isEmpty();
    }

    private static void collect(String place, JsonNode schema, List<String> faults) {
        schema.path("properties").properties().forEach(member -> {
            String name = member.getKey();
            String description = member.getValue().path("description").asText();
            if (onlySaysTheName(name, description)) {
                faults.add(place + "." + name + ": " + description);
            }
            collect(place + "." + name, member.getValue(), faults);
            collect(place + "." + name + "[]", member.getValue().path("items"), faults);
        });
    }

    private static boolean onlySaysTheName(String name, String description) {
        Set<String> named = WORDS_OF_A_NAME
                .splitAsStream(name)
                .map(DescriptionsTest::singular)
                .collect(Collectors.toSet());
        return SAYS_THE_NAME.matcher(description).matches()
                && Pattern.compile(" ")
                        .splitAsStream(description.substring("The ".length(), description.length() - 1))
                        .allMatch(word -> named.contains(singular(word)));
    }

    private static String singular(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("s$", "");
    }
}
