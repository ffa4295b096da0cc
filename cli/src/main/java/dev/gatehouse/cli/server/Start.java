package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.seed.Seed;
import dev.gatehouse.seed.SeedException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.start.RunningServer;
import dev.gatehouse.server.start.ServerLog;
import dev.gatehouse.server.start.ServerOptions;
import dev.gatehouse.server.start.StartBanner;
import dev.gatehouse.server.start.StartFailure;
import dev.gatehouse.server.start.TenantServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a server in this process, or in one of its own. */
@Command(
        name = "start",
        sortOptions = false,
        description = {
            "Starts a tenant.",
            "",
            "Each option from --config on is also an environment variable (GATEHOUSE_DATA and so on) and a line of the"
                    + " configuration file.",
            ""
        })
public final class Start implements Callable<Integer> {
    /** The status that says that a server goes on in this process. */
    public static final int RUNNING = -1;

    private static final int DEFAULT_WAIT_SECONDS = 60;

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            description = "Fills the tenant from a file in YAML or JSON. What it has already stays as it is.")
    private @Nullable Path seed;

    @Option(names = "--detach", description = "Runs the server in the background. Stop it with gatehouse stop.")
    private boolean detach;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "" + DEFAULT_WAIT_SECONDS,
            description = "With --detach: returns when the tenant is ready, or fails after so long. Without a number: "
                    + DEFAULT_WAIT_SECONDS + ".")
    private @Nullable Integer wait;

    @Option(names = "--in-background", hidden = true, description = "This is the process that --detach started.")
    private boolean inBackground;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Start() {}

    /** The command, with every setting of the server as an option. */
    public static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Start());
        ServerOptions.addTo(spec);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        if (wait != null && !detach) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--wait is for --detach only");
        }
        ServerLog.configure();
        @Nullable Configuration configuration = null;
        try {
            configuration = ServerOptions.read(spec.commandLine().getParseResult());
            if (detach) {
                return detached(configuration);
            }
            serve(configuration);
            return RUNNING;
        } catch (SeedException | CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CommandException.cannotStart(StartFailure.explain(e, configuration));
        }
    }

    private int detached(Configuration configuration) {
        BackgroundServer process = BackgroundServer.start(
                configuration, spec.commandLine().getParseResult().originalArgs());
        if (wait == null) {
            spec.commandLine()
                    .getOut()
                    .println("Starting in the background; see gatehouse status. Log: " + process.log());
        } else {
            RunningServer server = process.awaitReady(Duration.ofSeconds(wait));
            spec.commandLine()
                    .getOut()
                    .printf(
                            "https://%s is ready. Credentials: %s  Log: %s%n",
                            server.domain(),
                            configuration.data().toAbsolutePath().normalize().resolve("credentials.json"),
                            process.log());
        }
        return CommandLine.ExitCode.OK;
    }

    private void serve(Configuration configuration) {
        Seed content = seed == null ? null : readSeed(seed);
        TenantServer server = new TenantServer(configuration);
        Runnable removeRunningFile;
        try {
            if (content != null) {
                applySeed(content, configuration, server);
            }
            removeRunningFile = RunningServer.write(configuration.data(), server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            removeRunningFile.run();
                        },
                        "stop"));
        if (inBackground) {
            System.out.println("https://" + server.domain() + " is ready.");
        } else {
            new StartBanner(configuration, server).print(System.out, "Stop it with Ctrl-C.");
        }
    }

    private static Seed readSeed(Path file) {
        try {
            return Seed.read(file);
        } catch (SeedException e) {
            throw CommandException.cannotStart("--seed: " + e.getMessage());
        }
    }

    private static void applySeed(Seed seed, Configuration configuration, TenantServer server) {
        Path credentials = configuration.data().resolve("credentials.json");
        try (ManagementClient client = ManagementClient.fromCredentials(credentials)) {
            seed.apply(client, Seed.OnConflict.SKIP, server::assignCredentials);
        } catch (SeedException e) {
            throw CommandException.cannotStart("--seed: " + e.getMessage());
        }
    }
}
