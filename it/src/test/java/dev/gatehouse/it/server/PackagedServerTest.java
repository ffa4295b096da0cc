package dev.gatehouse.it.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one packaged server, on an empty data directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PackagedServerTest {
    private @Nullable PackagedServer server;

    @BeforeAll
    final void startServer(@TempDir Path directory) {
        server = Installation.on(directory.resolve("data"), options())
                .start(getClass().getSimpleName());
    }

    @AfterAll
    final void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
        afterServer();
    }

    /** Options of the command beside the data directory and the ports; none unless overridden. */
    protected Map<String, String> options() {
        return Map.of();
    }

    /** Ends what {@link #options} had to start; called when the server has stopped. */
    protected void afterServer() throws IOException {}

    protected final PackagedServer server() {
        if (server == null) {
            throw new IllegalStateException("the server is not running");
        }
        return server;
    }

    protected final Installation installation() {
        return server().installation();
    }
}
