package dev.gatehouse.cli.server;

import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.Maintenance;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies a data directory. */
@Command(
        name = "backup",
        description = "Copies the data directory to a new one as it is at one moment, with the encryption key. The"
                + " server may be running.")
public final class Backup implements Runnable {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--to", paramLabel = "BACKUP", required = true, description = "A new or an empty directory.")
    private Path target = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        MaintenanceErrors.translate(() -> {
            Maintenance.backUp(data.configuration(), target);
            return true;
        });
        spec.commandLine().getOut().println("The tenant in " + data.directory() + " is copied to " + target + ".");
    }
}
