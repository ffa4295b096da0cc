package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.error.ErrorCode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a database connection asks of usernames. */
public final class UsernameRules {
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Nd}_+\\-.!#$'^`~@]+");
    private static final Pattern ADDRESS = Pattern.compile("[^@]+@[^@]+\\.[^@]+");
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[0-9]{7,15}");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

    private UsernameRules() {}

    /** As usernames are stored and compared: in lower case, without accents. */
    public static String normalized(String username) {
        String apart = Normalizer.normalize(username, Normalizer.Form.NFD);
        return ACCENT.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * @param options those of the connection
     * @throws dev.gatehouse.server.error.Rejection naming the rule that {@code username} breaks
     */
    public static void check(JsonNode options, String username) {
        JsonNode length = options.at("/attributes/username/validation");
        boolean own = length.has("min_length") || length.has("max_length");
        JsonNode legacy = options.at("/validation/username");
        int least =
                own ? length.path("min_length").asInt(1) : legacy.path("min").asInt(1);
        int most =
                own ? length.path("max_length").asInt(15) : legacy.path("max").asInt(15);
        int characters = username.codePointCount(0, username.length());
        if (characters < least
                || characters > most
                || !ALLOWED.matcher(username).matches()) {
            throw ErrorCode.AUTH0_IDP_ERROR.refuse("Username is invalid: it must have " + least + " to " + most
                    + " characters, which are letters, digits, or one of _+-.!#$'^`~@");
        }
        JsonNode types = options.at("/attributes/username/validation/allowed_types");
        refuse(ADDRESS, types.path("email"), "an email address", username);
        refuse(PHONE_NUMBER, types.path("phone_number"), "a phone number", username);
    }

    /** A username that looks like another identifier would let one user pass for another. */
    private static void refuse(Pattern form, JsonNode allowed, String what, String username) {
        if (!allowed.asBoolean() && form.matcher(username).matches()) {
            throw ErrorCode.AUTH0_IDP_ERROR.refuse("Username is invalid: it cannot be " + what);
        }
    }
}
