package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ManagementException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a tenant, shows every manager at work on it, one line an operation, and throws it away. */
@Command(
        name = "demo",
        description = "A tour of the Java client on a throw-away tenant: every manager, one line an operation.",
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
    @Option(names = "--gatehouse", required = true, hidden = true, description = "The command that starts servers.")
    private Path gatehouse = Path.of("gatehouse");

    private final Clock clock = Clock.systemUTC();
    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        out.println("Starting a tenant to throw away…");
        Instant before = clock.instant();
        try (DemoTenant tenant = DemoTenant.start(gatehouse, clock);
                ManagementClient client = ManagementClient.fromCredentials(tenant.credentials())) {
            out.println("https://" + tenant.domain() + " is ready after " + seconds(before) + ". Each line below is one"
                    + " call of ManagementClient over HTTPS.");
            return tour(client);
        } catch (DemoException e) {
            System.err.println("gatehouse: " + e.getMessage());
            return 1;
        }
    }

    private int tour(ManagementClient client) {
        Narrator narrator = new Narrator(out, clock);
        Instant before = clock.instant();
        try {
            new Tour(client, narrator).run();
        } catch (ManagementException e) {
            System.err.println("gatehouse: the tour stopped: " + e.getMessage());
            return 1;
        }
        out.println();
        out.println(narrator.told() + " operations in " + seconds(before)
                + ", and the tenant is gone. Start one to keep" + " with ./gatehouse start");
        return 0;
    }

    private String seconds(Instant since) {
        return String.format("%.1f s", Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
