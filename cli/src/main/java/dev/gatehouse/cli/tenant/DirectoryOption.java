package dev.gatehouse.cli.tenant;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationException;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data directory that a command is about. */
public final class DirectoryOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory. Default: GATEHOUSE_DATA, or gatehouse-data.")
    private @Nullable Path data;

    /** Whether it was named on the command line. */
    boolean isGiven() {
        return data != null;
    }

    /** The directory, whether or not it is there. */
    public Path directory() {
        return configuration().data().toAbsolutePath().normalize();
    }

    /** What a server on it would be started with when nothing else is said. */
    public Configuration configuration() {
        try {
            return ConfigurationReader.read(
                    data == null ? Map.of() : Map.of(Setting.DATA, data.toString()), System.getenv());
        } catch (ConfigurationException e) {
            throw CommandException.notBegun(e.faults());
        }
    }
}
