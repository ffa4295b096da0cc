package dev.gatehouse.server.start;

import dev.gatehouse.server.configuration.Configuration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The server alone, without the commands: starts it and runs until it is told to stop. */
public final class Main {
    /** The exit status for options, ports and directories that cannot be used. */
    private static final int CANNOT_START = 2;

    private Main() {}

    public static void main(String[] arguments) {
        ServerLog.configure();
        List<String> words = List.of(arguments);
        List<String> options =
                words.isEmpty() || !words.get(0).equals("start") ? words : words.subList(1, words.size());
        int status = start(options);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Starts the server, which keeps the process alive; 0 when it runs, or the status to exit with. */
    private static int start(List<String> options) {
        CommandSpec spec = commandSpec();
        @Nullable Configuration configuration = null;
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
            configuration = ServerOptions.read(parsed);
            run(configuration);
            return 0;
        } catch (ParameterException e) {
            return refuse(List.of(e.getMessage() + ". See gatehouse start --help."));
        } catch (RuntimeException e) {
            return refuse(StartFailure.explain(e, configuration));
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
        ServerOptions.addTo(spec);
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

    private static void run(Configuration configuration) {
        TenantServer server = new TenantServer(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        new StartBanner(configuration, server).print(System.out, "Stop it with Ctrl-C.");
    }
}
