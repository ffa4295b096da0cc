package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a database connection asks of passwords, read off its options: {@code password_options}, or where there are none,
 * {@code passwordPolicy} and the options beside it.
 *
 * @param shortest in characters
 * @param longestBytes in UTF-8
 * @param types kinds of characters
 * @param typesNeeded how many of {@code types} a password has at least
 * @param identicalBlocked whether three times the same character in a row is refused
 * @param sequentialBlocked whether three characters that follow each other are refused, as in abc or 321
 * @param commonBlocked whether common passwords are refused, and {@code ownWords} with them
 * @param ownWords in lower case
 * @param blockedFields what of a profile may not be in a password: names of members, dotted where they are nested
 * @param historySize how many earlier passwords are refused
 */
record PasswordPolicy(
        int shortest,
        int longestBytes,
        List<Pattern> types,
        int typesNeeded,
        boolean identicalBlocked,
        boolean sequentialBlocked,
        boolean commonBlocked,
        Set<String> ownWords,
        List<String> blockedFields,
        int historySize) {
    private static final Map<String, Pattern> TYPES = Map.of(
            "lowercase", Pattern.compile("\\p{Ll}"),
            "uppercase", Pattern.compile("\\p{Lu}"),
            "number", Pattern.compile("\\p{Nd}"),
            "special", Pattern.compile("[^\\p{L}\\p{Nd}]"));
    private static final Map<String, String> NAMES = Map.of(
            "lowercase", "a lower-case letter",
            "uppercase", "an upper-case letter",
            "number", "a number",
            "special", "a special character");

    /** A kind of characters in a report. */
    private record Item(String code, String message) {}

    private static final Map<String, Item> ITEMS = new TreeMap<>(Map.of(
            "lowercase", new Item("lowerCase", "lower case letters (a-z)"),
            "uppercase", new Item("upperCase", "upper case letters (A-Z)"),
            "number", new Item("numbers", "numbers (i.e. 0-9)"),
            "special", new Item("specialCharacters", "special characters (e.g. !@#$%^&*)")));
    private static final Pattern THREE_ALIKE = Pattern.compile("(.)\\1\\1", Pattern.DOTALL);
    private static final List<String> ALL_TYPES = List.of("lowercase", "uppercase", "number", "special");
    private static final Map<String, Integer> MIN_LENGTHS =
            Map.of("none", 1, "low", 6, "fair", 8, "good", 8, "excellent", 10);
    private static final List<String> PERSONAL =
            List.of("name", "username", "nickname", "given_name", "family_name", "email", "phone_number");
    /** What bcrypt reads of a password, and the limit that {@code max_length_exceeded} is about. */
    private static final int BCRYPT_BYTES = 72;

    /**
     * @param options those of the connection
     */
    static PasswordPolicy of(JsonNode options) {
        return options.path("password_options").isObject()
                ? of(
                        options.at("/password_options/complexity"),
                        options.at("/password_options/dictionary"),
                        options.at("/password_options/profile_data"),
                        options.at("/password_options/history"))
                : legacy(options);
    }

    /** A password is never cut off here, so {@code truncate} means that the whole of it counts. */
    private static PasswordPolicy of(JsonNode complexity, JsonNode dictionary, JsonNode profile, JsonNode history) {
        boolean threeOfFour = complexity.path("character_type_rule").asText().equals("three_of_four");
        List<Pattern> types = types(threeOfFour ? ALL_TYPES : texts(complexity.path("character_types")));
        return new PasswordPolicy(
                complexity.path("min_length").asInt(15),
                complexity.path("max_length_exceeded").asText().equals("truncate") ? Integer.MAX_VALUE : BCRYPT_BYTES,
                types,
                threeOfFour ? 3 : types.size(),
                complexity.path("identical_characters").asText().equals("block"),
                complexity.path("sequential_characters").asText().equals("block"),
                dictionary.path("active").asBoolean(),
                words(dictionary.path("custom")),
                profile.path("active").asBoolean() ? texts(profile.path("blocked_fields")) : List.of(),
                history.path("active").asBoolean() ? history.path("size").asInt(3) : 0);
    }

    private static PasswordPolicy legacy(JsonNode options) {
        String policy = options.path("passwordPolicy").asText("none");
        boolean fair = policy.equals("fair");
        boolean better = policy.equals("good") || policy.equals("excellent");
        JsonNode dictionary = options.path("password_dictionary");
        JsonNode history = options.path("password_history");
        return new PasswordPolicy(
                options.path("password_complexity_options")
                        .path("min_length")
                        .asInt(MIN_LENGTHS.getOrDefault(policy, 1)),
                Integer.MAX_VALUE,
                types(fair ? ALL_TYPES.subList(0, 3) : ALL_TYPES),
                fair || better ? 3 : 0,
                policy.equals("excellent"),
                false,
                dictionary.path("enable").asBoolean(),
                words(dictionary.path("dictionary")),
                options.path("password_no_personal_info").path("enable").asBoolean() ? PERSONAL : List.of(),
                history.path("enable").asBoolean() ? history.path("size").asInt(5) : 0);
    }

    /**
     * What a password has of what is asked of its characters, as applications show it beside the field.
     *
     * @return {@code rules} with a {@code code}, a {@code message} and {@code verified} each, and {@code verified} for all
     */
    ObjectNode evaluated(String password) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = report.putArray("rules");
        boolean longEnough = password.codePointCount(0, password.length()) >= shortest;
        rule(rules, "lengthAtLeast", "At least %d characters in length", longEnough)
                .putArray("format")
                .add(shortest);
        boolean verified = longEnough;
        if (typesNeeded > 0) {
            boolean all = typesNeeded == types.size();
            long found =
                    types.stream().filter(type -> type.matcher(password).find()).count();
            ObjectNode rule = rule(
                    rules,
                    all ? "shouldContain" : "containsAtLeast",
                    all ? "Should contain:" : "Contain at least %d of the following %d types of characters:",
                    found >= typesNeeded);
            if (!all) {
                rule.putArray("format").add(typesNeeded).add(types.size());
            }
            ArrayNode items = rule.putArray("items");
            ITEMS.forEach((name, item) -> {
                Pattern type = TYPES.get(name);
                if (type != null && types.contains(type)) {
                    rule(
                            items,
                            item.code(),
                            item.message(),
                            type.matcher(password).find());
                }
            });
            verified &= found >= typesNeeded;
        }
        if (identicalBlocked) {
            boolean varied = !THREE_ALIKE.matcher(password).find();
            rule(
                            rules,
                            "identicalChars",
                            "No more than %d identical characters in a row (e.g., \"%s\" not allowed)",
                            varied)
                    .putArray("format")
                    .add(2)
                    .add("aaa");
            verified &= varied;
        }
        return report.put("verified", verified);
    }

    private static ObjectNode rule(ArrayNode rules, String code, String message, boolean verified) {
        return rules.addObject().put("message", message).put("code", code).put("verified", verified);
    }

    /** What it asks, in a sentence each. */
    List<String> described() {
        List<String> rules = new ArrayList<>();
        rules.add(shortest == 1 ? "At least 1 character" : "At least " + shortest + " characters");
        List<String> names = TYPES.keySet().stream()
                .filter(name -> types.contains(TYPES.get(name)))
                .map(NAMES::get)
                .sorted()
                .toList();
        if (typesNeeded > 0) {
            String which = typesNeeded == names.size() ? "With " : "With " + typesNeeded + " of these: ";
            rules.add(which + String.join(", ", names));
        }
        if (identicalBlocked) {
            rules.add("Not the same character three times in a row");
        }
        if (sequentialBlocked) {
            rules.add("No sequences such as abc or 123");
        }
        if (commonBlocked) {
            rules.add("No common password");
        }
        if (!blockedFields.isEmpty()) {
            rules.add("Nothing of your profile, such as your name");
        }
        if (historySize > 0) {
            rules.add("None of your last " + historySize + " passwords");
        }
        return rules;
    }

    private static List<Pattern> types(List<String> names) {
        return names.stream().filter(TYPES::containsKey).map(TYPES::get).toList();
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new HashSet<>();
        texts(list).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        return words;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
