package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.RunningServer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the server on a data directory. */
@Command(name = "stop", description = "Stops the server: it finishes the requests in flight and closes its database.")
public final class Stop implements Runnable {
    private static final int TIMEOUT_SECONDS = 40;

    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Optional<RunningServer> server = RunningServer.on(data.directory());
        if (server.isEmpty()) {
            spec.commandLine().getOut().println("No server runs on " + data.directory() + ".");
            return;
        }
        ProcessHandle process = server.get().process();
        process.destroy();
        try {
            process.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw CommandException.failed(
                    "Process " + process.pid() + " did not end within " + TIMEOUT_SECONDS + " s of being told to.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Interrupted; the server was told to stop.");
        }
        spec.commandLine().getOut().println("Stopped https://" + server.get().domain() + ".");
    }
}
