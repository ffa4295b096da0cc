package dev.gatehouse.cli.tenant;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.seed.Seed;
import dev.gatehouse.seed.SeedException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.start.StartFailure;
import dev.gatehouse.server.start.TenantServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in this process, on a free port and in a temporary directory that {@link #close} deletes. */
public final class TemporaryTenant implements AutoCloseable {
    private final TenantServer server;
    private final Path directory;
    private final Thread hook = new Thread(this::remove, "remove the temporary tenant");
    private final ManagementClient client;

    private TemporaryTenant(TenantServer server, Path directory) {
        this.server = server;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(hook);
        client = ManagementClient.fromCredentials(credentials());
    }

    /**
     * Starts one. Settings in the environment are meant for other servers, and have no effect on it.
     *
     * @throws CommandException when it does not start
     */
    public static TemporaryTenant start() {
        Path directory = temporaryDirectory();
        Configuration configuration = ConfigurationReader.read(
                Map.of(
                        Setting.DATA, directory.resolve("data").toString(),
                        Setting.DOMAIN, "localhost:0",
                        Setting.HTTP_PORT, "off"),
                Map.of());
        try {
            return new TemporaryTenant(new TenantServer(configuration), directory);
        } catch (RuntimeException e) {
            delete(directory);
            throw CommandException.cannotStart(StartFailure.explain(e, configuration));
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("gatehouse-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills it with a seed.
     *
     * @param file null for none
     * @throws CommandException when the seed cannot be read or is refused
     */
    public void seed(@Nullable Path file) {
        if (file != null) {
            try {
                Seed.read(file).apply(client, Seed.OnConflict.FAIL, server::assignCredentials);
            } catch (SeedException e) {
                throw CommandException.cannotStart(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Its domain, with its port. */
    public String domain() {
        return server.domain();
    }

    /** A client with every scope; it is closed with the tenant. */
    public ManagementClient client() {
        return client;
    }

    /** Its {@code credentials.json}. */
    public Path credentials() {
        return directory.resolve("data").resolve("credentials.json");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        client.close();
        remove();
    }

    private void remove() {
        server.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be removed", e);
        }
    }
}
