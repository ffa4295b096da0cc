package dev.gatehouse.server.password;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.error.ErrorCode;
import java.util.regex.Pattern;

/** What a database connection asks of usernames. */
public final class UsernameRules {
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Nd}_+\\-.!#$'^`~@]+");

    private UsernameRules() {}

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
    }
}
