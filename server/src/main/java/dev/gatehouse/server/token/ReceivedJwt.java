package dev.gatehouse.server.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** JWTs as anybody may send them: nothing is proven yet. */
public final class ReceivedJwt {
    private ReceivedJwt() {}

    /**
     * Reads the form of a signed JWT.
     *
     * @param maxCharacters the longest that is looked at
     * @throws ParseException when it is none
     */
    public static SignedJWT parse(String text, int maxCharacters) throws ParseException {
        if (text.length() > maxCharacters) {
            throw new ParseException("longer than " + maxCharacters + " characters", maxCharacters);
        }
        try {
            return SignedJWT.parse(text);
        } catch (NullPointerException e) {
            // The library takes a header that is the JSON null for an object.
            throw new ParseException("the header is no object", 0);
        }
    }
}
