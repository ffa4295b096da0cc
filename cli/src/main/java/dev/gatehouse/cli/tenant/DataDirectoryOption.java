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

/** The option {@code --data}: the data directory that a command uses. */
public final class DataDirectoryOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory. Default: GATEHOUSE_DATA, or gatehouse-data.")
    private @Nullable Path data;

    /** Whether the command line has the option. */
    boolean isGiven() {
        return data != null;
    }

    /** The directory, which need not exist. */
    public Path directory() {
        return configuration().data().toAbsolutePath().normalize();
    }

    /** The configuration of a server on this directory, with defaults and the environment. */
    public Configuration configuration() {
        try {
            return ConfigurationReader.read(
                    data == null ? Map.of() : Map.of(Setting.DATA, data.toString()), System.getenv());
        } catch (ConfigurationException e) {
            throw CommandException.cannotStart(e.faults());
        }
    }
}
