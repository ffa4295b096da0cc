package dev.gatehouse.server.error;

/** What a client sent, for a message that quotes it. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 100;

    private Excerpt() {}

    /** The first 100 characters, and an ellipsis where that is not all: a response is no echo, nor is a line of the log. */
    public static String of(String sent) {
        if (sent.length() <= MAX_CHARACTERS) {
            return sent;
        }
        int end = Character.isHighSurrogate(sent.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return sent.substring(0, end) + "...";
    }
}
