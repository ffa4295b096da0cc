package dev.gatehouse.cli.server;

import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.Maintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** An operator's way back in. */
@Command(
        name = "credentials",
        description = "Makes a client with every scope and writes its credentials to credentials.json in the data"
                + " directory, for when the first client's secret is lost. The server has to be stopped. The clients that"
                + " there are stay as they are.")
public final class Credentials implements Runnable {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        String clientId = MaintenanceErrors.translate(() -> Maintenance.createOperator(data.configuration()));
        spec.commandLine()
                .getOut()
                .println("The client " + clientId + " has every scope. Its credentials are in "
                        + data.directory().resolve("credentials.json") + ".");
    }
}
