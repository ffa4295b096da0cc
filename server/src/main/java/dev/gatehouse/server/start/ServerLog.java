package dev.gatehouse.server.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log of a process that runs a server: on standard error, one line an event. */
public final class ServerLog {
    private ServerLog() {}

    /** Sets it up, unless the JVM was given a configuration of its own. */
    public static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = ServerLog.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
            LogFloodFilter filter = new LogFloodFilter();
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFilter(filter);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with warnings and errors only: for a server whose start is no news. */
    public static void configureQuietly() {
        configure();
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
