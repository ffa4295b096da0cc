package dev.gatehouse.server.start;

import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every setting of the server as an option of a command. */
public final class ServerOptions {
    private ServerOptions() {}

    /** Adds an option for each setting. */
    public static void addTo(CommandSpec spec) {
        for (Setting setting : Setting.values()) {
            String byDefault = setting.byDefault().isEmpty() ? "" : " Default: " + setting.byDefault() + ".";
            spec.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel(setting.value())
                    .type(String.class)
                    .description((setting.description() + byDefault).replace("%", "%%"))
                    .build());
        }
    }

    /**
     * The configuration that these options give, with the environment and the configuration file.
     *
     * @throws dev.gatehouse.server.configuration.ConfigurationException naming everything that is wrong
     */
    public static Configuration read(ParseResult parsed) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption("--" + setting.key())) {
                settings.put(setting, parsed.matchedOptionValue("--" + setting.key(), ""));
            }
        }
        return ConfigurationReader.read(settings, System.getenv());
    }
}
