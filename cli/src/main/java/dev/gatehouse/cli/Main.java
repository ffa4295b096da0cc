package dev.gatehouse.cli;

import dev.gatehouse.cli.demo.Demo;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Runs one command. Exit statuses: 0 done, 1 it failed, 2 it was not understood. */
@Command(
        name = "gatehouse",
        subcommands = Demo.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class)
public final class Main {
    private Main() {}

    /** Ends the process with the command's status. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /** Runs a command to its end; the status to exit with. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::refuse)
                .execute(arguments);
    }

    private static int refuse(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("gatehouse: " + e.getMessage() + ". See " + name + " --help.");
        return CommandLine.ExitCode.USAGE;
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
