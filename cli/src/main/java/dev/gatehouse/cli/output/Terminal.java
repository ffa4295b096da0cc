package dev.gatehouse.cli.output;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether standard output is a terminal, and ANSI colours for it. */
public final class Terminal {
    private static final boolean INTERACTIVE = isTerminal(System.getProperty("gatehouse.terminal"));
    private static final boolean COLOURED = INTERACTIVE && allowsColour(System.getenv());

    private Terminal() {}

    /** Set by the launcher script; without it, the JDK decides. */
    private static boolean isTerminal(@Nullable String property) {
        return property == null ? isTerminal(System.console()) : Boolean.parseBoolean(property);
    }

    /** Since Java 22 there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** See no-color.org: any value that is not empty turns colour off. */
    static boolean allowsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether standard output goes to a terminal, and not to a file or another program. */
    public static boolean isInteractive() {
        return INTERACTIVE;
    }

    /** Whether to use colour: in a terminal, unless {@code NO_COLOR} is set. */
    public static boolean isColoured() {
        return COLOURED;
    }

    /** Bold, where colour is used. */
    public static String bold(String text) {
        return styled(text, "1");
    }

    /** Green, where colour is used. */
    public static String green(String text) {
        return styled(text, "32");
    }

    /** Red, where colour is used. */
    public static String red(String text) {
        return styled(text, "31");
    }

    private static String styled(String text, String code) {
        return COLOURED ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
