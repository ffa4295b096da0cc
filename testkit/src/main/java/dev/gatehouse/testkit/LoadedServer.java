package dev.gatehouse.testkit;

import java.util.List;
import java.util.function.Consumer;

/**
 * A server that was loaded apart.
 *
 * @param stop stops it
 * @param credentials gives a client another id and secret: its id until now, and then those two
 */
record LoadedServer(AutoCloseable stop, Consumer<List<String>> credentials) {
    /** What both sides know of the server's object are types of the JDK. */
    @SuppressWarnings("unchecked")
    static LoadedServer of(Object server) {
        return new LoadedServer((AutoCloseable) server, (Consumer<List<String>>) server);
    }
}
