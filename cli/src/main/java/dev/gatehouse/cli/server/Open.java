package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.RunningServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens the tenant's home page in a browser. */
@Command(name = "open", description = "Opens the tenant's page in a browser, and prints its address.")
public final class Open implements Runnable {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        RunningServer server = RunningServer.on(data.directory())
                .orElseThrow(() -> CommandException.failed(
                        "No server runs on " + data.directory() + ". Start one with gatehouse start."));
        String address = "https://" + server.domain() + "/";
        spec.commandLine().getOut().println(address);
        if (Terminal.isInteractive()) {
            open(address);
        }
    }

    private void open(String address) {
        try {
            new ProcessBuilder(opener(address))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            spec.commandLine().getErr().println("gatehouse: no browser could be started; open the address yourself");
        }
    }

    private static List<String> opener(String address) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open", address);
    }
}
