package dev.gatehouse.cli;

import dev.gatehouse.cli.demo.Demo;
import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.resource.Keys;
import dev.gatehouse.cli.resource.ResourceCommands;
import dev.gatehouse.cli.resource.Token;
import dev.gatehouse.cli.server.Backup;
import dev.gatehouse.cli.server.Check;
import dev.gatehouse.cli.server.Credentials;
import dev.gatehouse.cli.server.Doctor;
import dev.gatehouse.cli.server.Exec;
import dev.gatehouse.cli.server.Open;
import dev.gatehouse.cli.server.Reset;
import dev.gatehouse.cli.server.Restore;
import dev.gatehouse.cli.server.SeedCommand;
import dev.gatehouse.cli.server.Start;
import dev.gatehouse.cli.server.Status;
import dev.gatehouse.cli.server.Stop;
import dev.gatehouse.client.error.ManagementException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command. Exit statuses: 0 done, 1 it failed, 2 it was not understood or could not begin. */
@Command(
        name = "gatehouse",
        description = "A tenant of your own for the Auth0 Management API v2.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class)
public final class Main {
    private static final int USAGE_WIDTH = 100;

    private Main() {}

    /** Ends the process with the command's status, except where a server goes on in it. */
    public static void main(String[] arguments) {
        int status = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        if (status != Start.RUNNING) {
            System.exit(status);
        }
    }

    /** Runs a command to its end; the status to exit with. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    /** Every command, in the order of the help. */
    static CommandLine commandLine() {
        CommandLine main = new CommandLine(new Main());
        main.getCommandSpec().usageMessage().footer("", "gatehouse COMMAND --help describes one command.");
        main.addSubcommand(Start.commandLine());
        List.of(new Status(), new Stop(), new Reset(), new SeedCommand()).forEach(main::addSubcommand);
        main.addSubcommand(Exec.commandLine());
        List.of(new Open(), new Doctor(), new Check(), new Backup(), new Restore(), new Credentials(), new Token())
                .forEach(main::addSubcommand);
        main.addSubcommand(Keys.commandLine());
        ResourceCommands.all().forEach(main::addSubcommand);
        main.addSubcommand(new Demo());
        main.addSubcommand(new Completion());
        return main.setUsageHelpWidth(USAGE_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(USAGE_WIDTH / 3)
                .setColorScheme(Help.defaultColorScheme(Terminal.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command));
    }

    private static int refuse(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("gatehouse: " + message(e) + ". See " + name + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        String words =
                unmatched.getUnmatched().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            return "Unknown option: " + words.split(", ")[0];
        }
        return (e.getCommandLine().getSubcommands().isEmpty() ? "Unexpected argument: " : "Unknown command: ")
                + words.split(", ")[0];
    }

    private static int fail(Exception e, CommandLine command) throws Exception {
        if (e instanceof CommandException failure) {
            failure.messages().forEach(message -> command.getErr().println("gatehouse: " + message));
            return failure.status();
        }
        if (e instanceof ManagementException) {
            command.getErr().println("gatehouse: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    /** The version that the jar was packaged with. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Gatehouse " + (version == null ? "(not packaged)" : version)};
        }
    }
}
