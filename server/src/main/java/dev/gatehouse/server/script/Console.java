package dev.gatehouse.server.script;

/** What a script writes, up to the limit. Thread-safe: it is read while a script that does not end still writes. */
final class Console {
    private static final String CUT = "… (cut off)\n";

    private final StringBuilder text = new StringBuilder();
    private boolean full;

    /** Writes a line; false when there is room for no more. */
    synchronized boolean write(String line) {
        if (full) {
            return false;
        }
        int room = ScriptLimits.CONSOLE - text.length();
        full = line.length() >= room;
        text.append(full ? line.substring(0, room) + CUT : line + "\n");
        return !full;
    }

    synchronized String text() {
        return text.toString();
    }
}
