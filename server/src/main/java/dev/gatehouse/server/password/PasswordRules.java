package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a database connection asks of passwords, rule by rule. Thread-safe. */
public final class PasswordRules {
    private static final int MAX_LENGTH = 1_024;
    private static final Pattern THREE_ALIKE = Pattern.compile("(.)\\1\\1", Pattern.DOTALL);
    private static final int MIN_PERSONAL = 3;

    private final PasswordHasher hasher;
    private final CommonPasswords common = new CommonPasswords();

    public PasswordRules(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** A rule: refuses the password, or returns. */
    @FunctionalInterface
    private interface Rule {
        void check(PasswordPolicy policy, ObjectNode user, String password);
    }

    /**
     * Checks a new password.
     *
     * @param options those of the connection
     * @param user the profile that the password is for
     * @throws Rejection naming the first rule that it breaks
     */
    public void check(JsonNode options, ObjectNode user, String password) {
        PasswordPolicy policy = PasswordPolicy.of(options);
        List<Rule> rules = List.of(
                PasswordRules::checkLength,
                PasswordRules::checkCharacters,
                this::checkDictionary,
                PasswordRules::checkProfile);
        rules.forEach(rule -> rule.check(policy, user, password));
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

    /** What is asked of a password, in a sentence each, for whoever chooses one. */
    public static List<String> described(JsonNode options) {
        return PasswordPolicy.of(options).described();
    }

    /** What a password has of what is asked: {@code rules}, each {@code verified} or not, and {@code verified} for all. */
    public static ObjectNode evaluated(JsonNode options, String password) {
        return PasswordPolicy.of(options).evaluated(password);
    }

    /** How many earlier passwords are refused; 0 when none are. */
    public static int historySize(JsonNode options) {
        return PasswordPolicy.of(options).historySize();
    }

    private static void checkLength(PasswordPolicy policy, ObjectNode user, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < policy.shortest()
                || length > MAX_LENGTH
                || password.getBytes(StandardCharsets.UTF_8).length > policy.longestBytes()) {
            throw weak();
        }
    }

    private static void checkCharacters(PasswordPolicy policy, ObjectNode user, String password) {
        long found = policy.types().stream()
                .filter(type -> type.matcher(password).find())
                .count();
        if (found < policy.typesNeeded()
                || policy.identicalBlocked() && THREE_ALIKE.matcher(password).find()
                || policy.sequentialBlocked() && hasSequence(password)) {
            throw weak();
        }
    }

    /** Whether three letters or digits follow each other, up or down, in any case. */
    private static boolean hasSequence(String password) {
        int[] characters = password.toLowerCase(Locale.ROOT).codePoints().toArray();
        for (int i = 2; i < characters.length; i++) {
            int step = characters[i] - characters[i - 1];
            if (Math.abs(step) == 1
                    && characters[i - 1] - characters[i - 2] == step
                    && Character.isLetterOrDigit(characters[i - 1])) {
                return true;
            }
        }
        return false;
    }

    private void checkDictionary(PasswordPolicy policy, ObjectNode user, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (policy.commonBlocked()
                && (common.contains(lower) || policy.ownWords().contains(lower))) {
            throw refuse("PasswordDictionaryError: Password is too common");
        }
    }

    private static void checkProfile(PasswordPolicy policy, ObjectNode user, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        for (String field : policy.blockedFields()) {
            JsonNode value = user;
            for (String name : field.split("\\.")) {
                value = value.path(name);
            }
            String text = value.asText("").toLowerCase(Locale.ROOT).replaceAll("@.*", "");
            if (text.length() >= MIN_PERSONAL && lower.contains(text)) {
                throw refuse("PasswordNoUserInfoError: Password contains user information");
            }
        }
    }

    private static Rejection weak() {
        return refuse("PasswordStrengthError: Password is too weak");
    }

    private static Rejection refuse(String message) {
        return ErrorCode.AUTH0_IDP_ERROR.refuse(message);
    }
}
