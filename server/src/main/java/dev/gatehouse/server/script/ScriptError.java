package dev.gatehouse.server.script;

/**
 * What a script ended with, in the form of JavaScript.
 *
 * @param name as in {@code TypeError}
 * @param message its message
 * @param stack name, message and the script's own frames
 */
public record ScriptError(String name, String message, String stack) {
    static ScriptError of(String name, String message) {
        return new ScriptError(name, message, name + ": " + message);
    }
}
