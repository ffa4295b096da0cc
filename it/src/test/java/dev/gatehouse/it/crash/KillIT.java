package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed, again and again on the same data, while 32 writers create users. {@code gatehouse.kill.rounds} says
 * how often.
 */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("gatehouse.kill.rounds", 3);
    private static final int LONGEST_ROUND = 1_000;
    private static final int FEWEST_USERS = 50;

    private final Random random = new Random(ROUNDS);
    private final AtomicInteger numbers = new AtomicInteger();
    private final Ledger everything = new Ledger();
    private final List<Duration> starts = new ArrayList<>();
    private final List<Duration> processorTimes = new ArrayList<>();
    private int unanswered;
    private int unansweredButKept;

    @Test
    void everyAcknowledgedUserIsThereAndNoneInPart(@TempDir Path directory) throws Exception {
        Installation installation = Installation.on(directory.resolve("data"), options());
        String name = getClass().getSimpleName();
        PackagedServer server = installation.start(name + "-0");
        try (ManagementClient client = ManagementClient.fromCredentials(installation.credentials())) {
            client.connections().create(new ConnectionCreate().name("email").strategy("email"));
            for (int round = 1; round <= ROUNDS; round++) {
                Ledger ledger = killUnderLoad(server);
                server = installation.start(name + "-" + round);
                starts.add(server.readyAfter());
                processorTimes.add(server.processorTime());
                inspect(client, ledger);
            }
            new Inspection(client).of(everything);
            assertThat(total(client)).isEqualTo(everything.size());
        } finally {
            server.close();
            report();
        }
    }

    /** Options of the command beside the data directory and the ports. */
    Map<String, String> options() {
        return Map.of();
    }

    private Ledger killUnderLoad(PackagedServer server) throws Exception {
        Ledger ledger = new Ledger();
        try (ManagementClient client =
                ManagementClient.fromCredentials(server.installation().credentials())) {
            Writers writers = new Writers(client, numbers, ledger);
            writers.start();
            while (ledger.acknowledged() < FEWEST_USERS && writers.areWriting()) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(LONGEST_ROUND));
            server.kill();
            writers.await();
        }
        return ledger;
    }

    private void inspect(ManagementClient client, Ledger ledger) throws Exception {
        int asked = ledger.size();
        int open = asked - (int) ledger.acknowledged();
        new Inspection(client).of(ledger);
        unanswered += open;
        unansweredButKept += open - (asked - ledger.size());
        everything.addAll(ledger);
    }

    private static long total(ManagementClient client) {
        return client.users()
                .getAll(new UserQuery().includeTotals(true).perPage(1))
                .total()
                .orElseThrow();
    }

    private void report() {
        System.out.printf(
                "kill -9: %d rounds, %d users acknowledged and there; of %d without an answer %d were there, whole;"
                        + " starts after a kill in ms: %s (%s of processor time)%n",
                starts.size(),
                everything.size() - unansweredButKept,
                unanswered,
                unansweredButKept,
                summary(starts),
                summary(processorTimes));
    }

    private static String summary(List<Duration> times) {
        LongSummaryStatistics all = times.stream().mapToLong(Duration::toMillis).summaryStatistics();
        return "%d to %d, %.0f on average".formatted(all.getMin(), all.getMax(), all.getAverage());
    }
}
