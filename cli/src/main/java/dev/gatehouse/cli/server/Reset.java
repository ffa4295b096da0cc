package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.start.RunningServer;
import dev.gatehouse.server.store.DataDirectory;
import dev.gatehouse.server.store.DataDirectoryException;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Empties a data directory. */
@Command(
        name = "reset",
        description =
                "Deletes the tenant with everything in it. The next start creates a new one; certificates stay, so"
                        + " that what trusts them still does.")
public final class Reset implements Runnable {
    private static final List<String> TENANT =
            List.of("gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm", "credentials.json", "encryption.key");

    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Configuration configuration = data.configuration();
        Path directory = data.directory();
        if (configuration.database() != null) {
            throw CommandException.cannotStart(
                    "The tenant is in PostgreSQL: drop that database, or its schema, to reset it.");
        }
        if (!Files.exists(directory.resolve("gatehouse.db"))) {
            spec.commandLine().getOut().println("There is no tenant in " + directory + ".");
            return;
        }
        if (RunningServer.on(directory).isPresent()) {
            throw CommandException.cannotStart(
                    "The server on " + directory + " is running. Stop it with gatehouse stop.");
        }
        if (yes || isConfirmed(directory)) {
            delete(directory);
            spec.commandLine().getOut().println("The tenant in " + directory + " is deleted.");
        }
    }

    private static boolean isConfirmed(Path directory) {
        Console console = System.console();
        if (console == null || !Terminal.isInteractive()) {
            throw CommandException.cannotStart("Everything in " + directory + " would be lost. Say so with --yes.");
        }
        String answer = console.readLine("Delete the tenant in %s with everything in it? [y/N] ", directory);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }

    private static void delete(Path directory) {
        try (DataDirectory taken = DataDirectory.open(directory)) {
            for (String name : TENANT) {
                Files.deleteIfExists(taken.file(name));
            }
        } catch (DataDirectoryException e) {
            throw CommandException.cannotStart(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the tenant in " + directory + " cannot be deleted", e);
        }
    }
}
