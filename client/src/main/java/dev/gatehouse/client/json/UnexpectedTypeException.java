package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A member was read that is of another type than the API says. The other members can be read all the same. */
public final class UnexpectedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedTypeException(String member, String expected, JsonNode found) {
        super(member + " is " + expected + " by the API, but "
                + found.getNodeType().name().toLowerCase(Locale.ROOT) + " was answered");
    }
}
