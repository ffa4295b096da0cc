package dev.gatehouse.server.hook;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form in which the API keeps the names of hooks: words and numbers in lower case with a hyphen between. */
final class HookName {
    /** Between what belongs to two words: where letters and digits meet, and where a capital begins a word. */
    private static final Pattern BOUNDARY = Pattern.compile("[ -]+"
            + "|(?<=[a-zA-Z])(?=[0-9])|(?<=[0-9])(?=[a-zA-Z])"
            + "|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private HookName() {}

    /** As in {@code my-hook-2} of {@code MyHook2}. */
    static String of(String sent) {
        return BOUNDARY.matcher(sent).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
