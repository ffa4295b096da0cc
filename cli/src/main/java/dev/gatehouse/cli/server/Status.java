package dev.gatehouse.cli.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.server.start.RunningServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a server runs on a data directory. */
@Command(name = "status", description = "Says whether a server runs, and where. Exit status 1 when none does.")
public final class Status implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path directory = data.directory();
        Optional<RunningServer> server = RunningServer.on(directory);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(directory, server));
        } else if (server.isPresent()) {
            out.println(Terminal.green("running") + "  https://" + server.get().domain() + "  process "
                    + server.get().process().pid() + "  data " + directory);
        } else {
            out.println("not running  data " + directory);
        }
        return server.isPresent() ? 0 : 1;
    }

    private static ObjectNode asJson(Path directory, Optional<RunningServer> server) {
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("running", server.isPresent())
                .put("data", directory.toString());
        server.ifPresent(running -> status.put("url", "https://" + running.domain())
                .put("pid", running.process().pid()));
        return status;
    }
}
