package dev.gatehouse.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server that was loaded apart.
 *
 * @param stop stops it
 * @param credentials gives a client another id and secret: its id until now, and then those two
 * @param inbox the mails in the inbox, the newest first, each by the names of its parts
 */
record LoadedServer(AutoCloseable stop, Consumer<List<String>> credentials, Supplier<List<Map<String, String>>> inbox) {
    /** What both sides know of the server's object are types of the JDK. */
    @SuppressWarnings("unchecked")
    static LoadedServer of(Object server) {
        return new LoadedServer(
                (AutoCloseable) server, (Consumer<List<String>>) server, (Supplier<List<Map<String, String>>>) server);
    }
}
