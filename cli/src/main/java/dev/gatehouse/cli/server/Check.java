package dev.gatehouse.cli.server;

import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.Maintenance;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Verifies the database of a data directory. */
@Command(
        name = "check",
        description = "Verifies the database in the data directory, and that the encryption key fits it. The server"
                + " may be running. Exit status: 0 when all is sound, 1 otherwise.")
public final class Check implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<String> faults = MaintenanceErrors.translate(() -> Maintenance.check(data.configuration()));
        faults.forEach(fault -> spec.commandLine().getErr().println("gatehouse: " + fault));
        if (faults.isEmpty()) {
            spec.commandLine().getOut().println("The database in " + data.directory() + " is sound.");
        }
        return faults.isEmpty() ? 0 : 1;
    }
}
