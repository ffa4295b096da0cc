package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.tenant.CredentialsOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.seed.ClientIdAssigner;
import dev.gatehouse.seed.Seed;
import dev.gatehouse.seed.SeedException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Seeds a running tenant. */
@Command(
        name = "seed",
        description =
                "Fills a tenant from a file in YAML or JSON, through its API. What it has already stays as it is.")
public final class SeedCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The objects to create.")
    private Path file = Path.of("");

    @Mixin
    private CredentialsOptions tenant = new CredentialsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        try (ManagementClient client = tenant.client()) {
            int created = Seed.read(file).apply(client, Seed.OnConflict.SKIP, ClientIdAssigner.NONE);
            spec.commandLine().getOut().println("Created " + created + (created == 1 ? " object." : " objects."));
        } catch (SeedException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }
}
