package dev.gatehouse.server.start;

import dev.gatehouse.server.certificate.UnusableCertificateException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationException;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.PortForbiddenException;
import dev.gatehouse.server.http.PortTakenException;
import dev.gatehouse.server.store.DataDirectoryException;
import dev.gatehouse.server.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code gatehouse start}: starts the server and runs until it is told to stop. */
public final class Main {
    /** The exit status for options, ports and directories that cannot be used. */
    private static final int CANNOT_START = 2;

    private Main() {}

    public static void main(String[] arguments) {
        configureLog();
        List<String> words = List.of(arguments);
        List<String> options =
                words.isEmpty() || !words.get(0).equals("start") ? words : words.subList(1, words.size());
        int status = start(options);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** A log of one line an event, unless the JVM was given a configuration of its own. */
    private static void configureLog() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server, which keeps the process alive; 0 when it runs, or the status to exit with. */
    private static int start(List<String> options) {
        CommandSpec spec = commandSpec();
        try {
            ParseResult parsed = new CommandLine(spec).parseArgs(options.toArray(String[]::new));
            if (parsed.isUsageHelpRequested()) {
                spec.commandLine().usage(System.out);
                return 0;
            }
            if (parsed.isVersionHelpRequested()) {
                System.out.println(version());
                return 0;
            }
            run(ConfigurationReader.read(settings(parsed), System.getenv()));
            return 0;
        } catch (ParameterException e) {
            return refuse(List.of(e.getMessage() + ". See gatehouse start --help."));
        } catch (ConfigurationException e) {
            return refuse(e.faults());
        } catch (PortTakenException e) {
            return refuse(
                    List.of(
                            "Port " + e.port()
                                    + " is taken by another program. Stop it, or choose another with --https-port, --http-port or --domain."));
        } catch (DataDirectoryException
                | PortForbiddenException
                | UnusableCertificateException
                | UncheckedIOException
                | IllegalArgumentException e) {
            return refuse(List.of(String.valueOf(e.getMessage())));
        } catch (StoreException | Rejection e) {
            return refuse(List.of("The database cannot be used: " + e.getMessage() + "."));
        }
    }

    private static int refuse(List<String> faults) {
        faults.forEach(fault -> System.err.println("gatehouse: " + fault));
        return CANNOT_START;
    }

    private static CommandSpec commandSpec() {
        CommandSpec spec = CommandSpec.create().name("gatehouse start");
        spec.usageMessage()
                .description(
                        "Starts a tenant. Each option is also an environment variable (GATEHOUSE_DATA and so on) and a"
                                + " line of the configuration file.")
                .width(100)
                .sortOptions(false);
        for (Setting setting : Setting.values()) {
            String byDefault = setting.byDefault().isEmpty() ? "" : " Default: " + setting.byDefault() + ".";
            spec.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel(setting.value())
                    .type(String.class)
                    .description((setting.description() + byDefault).replace("%", "%%"))
                    .build());
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Shows the version.")
                .build());
        return spec;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "Gatehouse " + (version == null ? "(not packaged)" : version);
    }

    private static Map<Setting, String> settings(ParseResult parsed) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption("--" + setting.key())) {
                settings.put(setting, parsed.matchedOptionValue("--" + setting.key(), ""));
            }
        }
        return settings;
    }

    private static void run(Configuration configuration) {
        TenantServer server = new TenantServer(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        new Announcement(configuration, server).print(System.out);
    }
}
