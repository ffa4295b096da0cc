package dev.gatehouse.cli.resource;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Progress;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.CredentialsOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Connection;
import dev.gatehouse.client.model.ConnectionQuery;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the import and the export of users have in common. */
abstract class BulkCommand implements Runnable {
    @Mixin
    private CredentialsOptions tenant = new CredentialsOptions();

    @Option(names = "--json", description = "Prints the result in JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        try (ManagementClient client = tenant.client()) {
            run(client);
        }
    }

    abstract void run(ManagementClient client);

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Shown in a terminal only. */
    Progress progress() {
        return new Progress(err(), Terminal.isInteractive());
    }

    /** The id of a connection of that name, or that has it for an id. */
    static String connectionId(ManagementClient client, String nameOrId) {
        return client.connections().getAll(new ConnectionQuery().name(nameOrId)).items().stream()
                .findFirst()
                .map(Connection::id)
                .map(Objects::requireNonNull)
                .orElseGet(() -> {
                    if (nameOrId.startsWith("con_")) {
                        return nameOrId;
                    }
                    throw CommandException.failed("there is no connection " + nameOrId);
                });
    }
}
