package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ManagementException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a tenant, shows every manager at work on it, one line an operation, and throws it away. */
@Command(
        name = "demo",
        description = "A tour of the Java client on a throw-away tenant: every manager, one line an operation.")
public final class Demo implements Callable<Integer> {
    @Option(
            names = "--gatehouse",
            paramLabel = "COMMAND",
            required = true,
            hidden = true,
            description = "The command that starts servers.")
    private Path gatehouse = Path.of("gatehouse");

    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = out();
        out.println("Starting a tenant to throw away...");
        Instant before = clock.instant();
        try (DemoTenant tenant = DemoTenant.start(gatehouse, clock);
                ManagementClient client = ManagementClient.fromCredentials(tenant.credentials())) {
            out.println("https://" + tenant.domain() + " is ready after " + seconds(before) + ". Each line below is one"
                    + " call of ManagementClient over HTTPS.");
            return tour(client);
        } catch (DemoException e) {
            return fail(e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int fail(@Nullable String reason) {
        spec.commandLine().getErr().println("gatehouse: " + reason);
        return 1;
    }

    private int tour(ManagementClient client) {
        PrintWriter out = out();
        Narrator narrator = new Narrator(out, clock);
        Instant before = clock.instant();
        try {
            new Tour(client, narrator).run();
        } catch (ManagementException e) {
            return fail("the tour stopped: " + e.getMessage());
        }
        out.println();
        out.println(narrator.told() + " operations in " + seconds(before)
                + ", and the tenant is gone. Start one to keep with ./gatehouse start");
        return 0;
    }

    private String seconds(Instant since) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
