package dev.gatehouse.server.script;

/**
 * A script as its author wrote it.
 *
 * @param code the source
 * @param form how the source is read
 */
public record Script(String code, Form form) {
    /** How a source is read. */
    public enum Form {
        /** A CommonJS module, as actions are: what it exports is called. */
        MODULE,
        /** One function expression, as rules and hooks are. */
        FUNCTION;

        String wireName() {
            return this == MODULE ? "module" : "function";
        }
    }

    public static Script module(String code) {
        return new Script(code, Form.MODULE);
    }

    /** A function; it may be written like a statement, with a semicolon after it. */
    public static Script function(String code) {
        int end = code.length();
        while (end > 0 && (code.charAt(end - 1) == ';' || Character.isWhitespace(code.charAt(end - 1)))) {
            end--;
        }
        return new Script(code.substring(0, end), Form.FUNCTION);
    }
}
