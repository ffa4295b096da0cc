package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.error.ApiException;
import dev.gatehouse.server.api.error.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a database connection asks of passwords, rule by rule. Thread-safe. */
public final class PasswordRules {
    private static final int LONGEST = 1_024;
    private static final Map<String, Integer> SHORTEST =
            Map.of("none", 1, "low", 6, "fair", 8, "good", 8, "excellent", 10);
    private static final List<Pattern> CHARACTER_CLASSES = List.of(
            Pattern.compile("\\p{Ll}"),
            Pattern.compile("\\p{Lu}"),
            Pattern.compile("\\p{Nd}"),
            Pattern.compile("[^\\p{L}\\p{Nd}]"));
    private static final Pattern THREE_ALIKE = Pattern.compile("(.)\\1\\1", Pattern.DOTALL);
    private static final List<String> PERSONAL =
            List.of("name", "username", "nickname", "given_name", "family_name", "email", "phone_number");
    private static final int SHORTEST_PERSONAL = 3;

    private final PasswordHasher hasher;
    private final CommonPasswords common = new CommonPasswords();

    public PasswordRules(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** A rule: refuses the password, or returns. */
    @FunctionalInterface
    private interface Rule {
        void check(JsonNode options, ObjectNode user, String password);
    }

    /**
     * Checks a new password.
     *
     * @param options those of the connection
     * @param user the profile that the password is for
     * @throws ApiException naming the first rule that it breaks
     */
    public void check(JsonNode options, ObjectNode user, String password) {
        List<Rule> rules = List.of(this::checkStrength, this::checkDictionary, this::checkPersonalInfo);
        rules.forEach(rule -> rule.check(options, user, password));
    }

    /**
     * Refuses a password that was used before.
     *
     * @param earlier hashes, newest first; slow, as each is compared by hashing
     */
    public void checkHistory(JsonNode options, List<String> earlier, String password) {
        earlier.stream().limit(historySize(options)).forEach(hash -> {
            if (hasher.verify(password, hash)) {
                throw refuse("PasswordHistoryError: Password has previously been used");
            }
        });
    }

    /** How many earlier passwords are refused; 0 when none are. */
    public static int historySize(JsonNode options) {
        JsonNode history = options.path("password_history");
        return history.path("enable").asBoolean() ? history.path("size").asInt(5) : 0;
    }

    private void checkStrength(JsonNode options, ObjectNode user, String password) {
        String policy = options.path("passwordPolicy").asText("none");
        int shortest =
                options.path("password_complexity_options").path("min_length").asInt(SHORTEST.getOrDefault(policy, 1));
        boolean strong = switch (policy) {
            case "fair" -> classes(password, 3) == 3;
            case "good" -> classes(password, 4) >= 3;
            case "excellent" ->
                classes(password, 4) >= 3 && !THREE_ALIKE.matcher(password).find();
            default -> true;
        };
        int length = password.codePointCount(0, password.length());
        if (length < shortest || length > LONGEST || !strong) {
            throw refuse("PasswordStrengthError: Password is too weak");
        }
    }

    /** How many of the first {@code considered} classes (lower case, upper case, digits, others) it has. */
    private static long classes(String password, int considered) {
        return CHARACTER_CLASSES.stream()
                .limit(considered)
                .filter(characters -> characters.matcher(password).find())
                .count();
    }

    private void checkDictionary(JsonNode options, ObjectNode user, String password) {
        JsonNode dictionary = options.path("password_dictionary");
        if (!dictionary.path("enable").asBoolean()) {
            return;
        }
        String lower = password.toLowerCase(Locale.ROOT);
        Set<String> own = new HashSet<>();
        dictionary.path("dictionary").forEach(word -> own.add(word.asText().toLowerCase(Locale.ROOT)));
        if (common.contains(lower) || own.contains(lower)) {
            throw refuse("PasswordDictionaryError: Password is too common");
        }
    }

    private void checkPersonalInfo(JsonNode options, ObjectNode user, String password) {
        if (!options.path("password_no_personal_info").path("enable").asBoolean()) {
            return;
        }
        String lower = password.toLowerCase(Locale.ROOT);
        for (String field : PERSONAL) {
            String value = user.path(field).asText("").toLowerCase(Locale.ROOT).replaceAll("@.*", "");
            if (value.length() >= SHORTEST_PERSONAL && lower.contains(value)) {
                throw refuse("PasswordNoUserInfoError: Password contains user information");
            }
        }
    }

    private static ApiException refuse(String message) {
        return ErrorCode.AUTH0_IDP_ERROR.refuse(message);
    }
}
