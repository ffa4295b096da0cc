package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.tenant.TemporaryTenant;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.server.start.ServerLog;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows every manager of the client at work on a temporary tenant, one line an operation. */
@Command(
        name = "demo",
        description = "A tour of the Java client on a temporary tenant: every manager, one line an operation.")
public final class Demo implements Runnable {
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        ServerLog.configureQuietly();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting a temporary tenant...");
        Instant before = clock.instant();
        try (TemporaryTenant tenant = TemporaryTenant.start()) {
            out.println("https://" + tenant.domain() + " is ready after " + seconds(before) + ". Each line below is one"
                    + " call of ManagementClient over HTTPS.");
            OperationPrinter printer = new OperationPrinter(out, clock);
            Instant started = clock.instant();
            new DemoScenario(tenant.client(), printer).run();
            out.println();
            out.println(printer.count() + " operations in " + seconds(started)
                    + ", and the tenant is gone. Start one to keep with gatehouse start");
        } catch (ManagementException e) {
            throw CommandException.failed("the demo stopped: " + e.getMessage());
        }
    }

    private String seconds(Instant since) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
