package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.tenant.TenantOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.seed.ClientRegistry;
import dev.gatehouse.seed.Seed;
import dev.gatehouse.seed.SeedException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills a tenant that runs already. */
@Command(
        name = "seed",
        description =
                "Fills a tenant from a file in YAML or JSON, through its API. What it has already stays as it is.")
public final class Plant implements Runnable {
    @Parameters(paramLabel = "FILE", description = "What the tenant gets.")
    private Path file = Path.of("");

    @Mixin
    private TenantOptions tenant = new TenantOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        try (ManagementClient client = tenant.client()) {
            int created = Seed.read(file).plant(client, Seed.Existing.KEEP, ClientRegistry.NONE);
            spec.commandLine().getOut().println("Created " + created + (created == 1 ? " object." : " objects."));
        } catch (SeedException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }
}
