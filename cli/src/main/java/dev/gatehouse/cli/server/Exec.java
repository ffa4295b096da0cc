package dev.gatehouse.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.tenant.TemporaryTenant;
import dev.gatehouse.server.start.ServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command with a tenant that lasts as long as it. */
@Command(
        name = "exec",
        customSynopsis = "gatehouse exec [--seed=FILE] -- COMMAND [ARGUMENT...]",
        description = {
            "Runs a command with a temporary tenant, and exits with the command's status.",
            "",
            "The command finds the tenant in its environment: AUTH0_DOMAIN, AUTH0_BASE_URL, AUTH0_CLIENT_ID,"
                    + " AUTH0_CLIENT_SECRET, AUTH0_AUDIENCE, and the path of the certificate to trust in"
                    + " AUTH0_TRUSTED_CERTIFICATES and, for Node, NODE_EXTRA_CA_CERTS.",
            "",
            "Example: gatehouse exec --seed tenant.yaml -- npm test",
            ""
        })
public final class Exec implements Callable<Integer> {
    private static final int NOT_FOUND = 127;
    private static final Map<String, String> VARIABLES = Map.of(
            "AUTH0_DOMAIN", "domain",
            "AUTH0_BASE_URL", "base_url",
            "AUTH0_CLIENT_ID", "client_id",
            "AUTH0_CLIENT_SECRET", "client_secret",
            "AUTH0_AUDIENCE", "audience",
            "AUTH0_TRUSTED_CERTIFICATES", "ca",
            "NODE_EXTRA_CA_CERTS", "ca");

    @Option(names = "--seed", paramLabel = "FILE", description = "Fills the tenant from a file in YAML or JSON.")
    private @Nullable Path seed;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command; everything after its own options is the command to run. */
    public static CommandLine commandLine() {
        return new CommandLine(new Exec()).setStopAtPositional(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerLog.configureQuietly();
        try (TemporaryTenant tenant = TemporaryTenant.start()) {
            tenant.seed(seed);
            return run(new JsonMapper().readTree(tenant.credentials().toFile()));
        }
    }

    /** What the operating system says, without the JDK's words before it. */
    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^Cannot run program \".*\"[^\"]*: (error=\\d+, )?", "");
    }

    private int run(JsonNode credentials) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        VARIABLES.forEach((variable, member) ->
                builder.environment().put(variable, credentials.path(member).asText()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            spec.commandLine().getErr().println("gatehouse: " + command.get(0) + " cannot be run: " + reason(e) + ".");
            return NOT_FOUND;
        }
        Thread hook = new Thread(process::destroy, "end the command");
        Runtime.getRuntime().addShutdownHook(hook);
        int status = process.waitFor();
        removeHook(hook);
        return status;
    }

    /** Fails during a shutdown, which runs the hook itself. */
    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw CommandException.failed("Interrupted.");
        }
    }
}
