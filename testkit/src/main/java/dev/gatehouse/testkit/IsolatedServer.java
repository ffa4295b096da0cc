package dev.gatehouse.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server in its own class loader, seen through types of the JDK.
 *
 * @param stop stops it
 * @param credentials changes the id and secret of a client: takes the old id, the new id and the secret
 * @param inbox the mails in the inbox, the newest first, each by the names of its parts
 */
record IsolatedServer(
        AutoCloseable stop, Consumer<List<String>> credentials, Supplier<List<Map<String, String>>> inbox) {
    /** The server's object implements these interfaces of the JDK, which both class loaders share. */
    @SuppressWarnings("unchecked")
    static IsolatedServer of(Object server) {
        return new IsolatedServer(
                (AutoCloseable) server, (Consumer<List<String>>) server, (Supplier<List<Map<String, String>>>) server);
    }
}
