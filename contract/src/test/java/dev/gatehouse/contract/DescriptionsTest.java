package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A description says what the value is: its unit, its form, its default, what it does; not the names of the member and of its
 * schema once more, as "Name of the role." does.
 */
class DescriptionsTest {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_.-]|(?<=[a-z])(?=[A-Z])");
    private static final Pattern NO_LETTERS = Pattern.compile("('s)?[^A-Za-z]+");

    /** Words that say nothing, or no more than that there is a name, a kind or a state. */
    private static final Set<String> EMPTY = Set.of(
            "its", "the", "a", "an", "of", "it", "this", "that", "for", "in", "to", "as", "is", "and", "or", "with",
            "by", "be");

    @Test
    void everyMemberIsDescribedByMoreThanItsName() {
        List<String> faults = new ArrayList<>();
        Contract.management()
                .document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> collect(schema.getKey(), schema.getKey(), schema.getValue(), faults));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Role       | name        | Its name.                          | true
            Role       | name        | Name of the role.                  | true
            Role       | id          | ID of the role.                    | true
            Connection | client_id   | The client's ID.                   | true
            LogEvent   | type        | Its kind.                          | true
            EventStream | status     | Its state.                         | true
            Role       | name        | Unique; at most 50 characters.     | false
            Role       | description | What the role is for.              | false
            Client     | lifetime    | Its lifetime, in seconds.          | false
            """)
    void tellsWhatOnlyRepeatsNames(String schema, String member, String description, boolean repeats) {
        assertThat(onlyRepeatsNames(schema, member, description)).isEqualTo(repeats);
    }

    private static void collect(String schemaName, String place, JsonNode schema, List<String> faults) {
        schema.path("properties").properties().forEach(member -> {
            String name = member.getKey();
            String description = member.getValue().path("description").asText();
            if (!description.isEmpty() && onlyRepeatsNames(schemaName, name, description)) {
                faults.add(place + "." + name + ": " + description);
            }
            collect(schemaName, place + "." + name, member.getValue(), faults);
            collect(schemaName, place + "." + name + "[]", member.getValue().path("items"), faults);
        });
    }

    private static boolean onlyRepeatsNames(String schema, String member, String description) {
        Set<String> known = new HashSet<>(EMPTY);
        known.addAll(words(BETWEEN_WORDS, schema));
        known.addAll(words(BETWEEN_WORDS, member));
        if (member.equals("type")) {
            known.add("kind");
        }
        if (member.equals("status")) {
            known.add("state");
        }
        return known.containsAll(words(NO_LETTERS, description));
    }

    /** In small letters and in the singular. */
    private static Set<String> words(Pattern between, String text) {
        Set<String> words = new HashSet<>();
        for (String word : between.split(text)) {
            String small = word.toLowerCase(Locale.ROOT);
            if (!small.isEmpty()) {
                words.add(EMPTY.contains(small) ? small : small.replaceAll("s$", ""));
            }
        }
        return words;
    }
}
