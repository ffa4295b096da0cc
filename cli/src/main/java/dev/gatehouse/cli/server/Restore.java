package dev.gatehouse.cli.server;

import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.Maintenance;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a backup into a data directory. */
@Command(name = "restore", description = "Verifies a backup and puts it into a data directory that has no tenant.")
public final class Restore implements Runnable {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--from", paramLabel = "BACKUP", required = true, description = "The directory of the backup.")
    private Path backup = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        MaintenanceErrors.translate(() -> {
            Maintenance.restore(backup, data.configuration());
            return true;
        });
        spec.commandLine().getOut().println("The backup " + backup + " is restored to " + data.directory() + ".");
    }
}
