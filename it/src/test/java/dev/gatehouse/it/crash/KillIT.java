package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed, again and again on the same data, while 16 writers create, update, link and delete users and roles.
 * {@code gatehouse.kill.rounds} says how often, and {@code gatehouse.kill.seed} at which points.
 */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("gatehouse.kill.rounds", 3);
    private static final long SEED = Long.getLong("gatehouse.kill.seed", ROUNDS);
    private static final int WRITERS = 16;
    private static final int MAX_ROUND_MILLIS = 400;
    /** So few that also the first changes of a server are met. */
    private static final int MIN_CHANGES = 10;

    private final Random random = new Random(SEED);
    private final AtomicInteger changes = new AtomicInteger();
    private final List<Writer> writers = writers();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Duration> starts = new ArrayList<>();
    private final List<Duration> processorTimes = new ArrayList<>();
    private int unanswered;
    private int unansweredButKept;

    private List<Writer> writers() {
        AtomicInteger numbers = new AtomicInteger();
        return IntStream.range(0, WRITERS)
                .mapToObj(id -> new Writer(id, numbers, new Random(random.nextLong()), changes))
                .toList();
    }

    @Test
    void whatWasAcknowledgedIsThereAndNothingInPart(@TempDir Path directory) throws Exception {
        Installation installation = Installation.on(directory.resolve("data"), options());
        String name = getClass().getSimpleName();
        PackagedServer server = installation.start(name);
        try (ManagementClient client = ManagementClient.fromCredentials(installation.credentials())) {
            client.connections().create(new ConnectionCreate().name("email").strategy("email"));
            for (int round = 1; round <= ROUNDS; round++) {
                killUnderLoad(server);
                server = installation.start(name);
                starts.add(server.readyAfter());
                processorTimes.add(server.processorTime());
                inspect(client);
                checkIntegrity(installation);
            }
        } finally {
            threads.shutdownNow();
            server.close();
            report();
        }
    }

    /** Options of the command beside the data directory and the ports. */
    Map<String, String> options() {
        return Map.of();
    }

    /** Verifies the database itself. */
    void checkIntegrity(Installation installation) throws SQLException {
        assertThat(SqliteIntegrity.faults(installation.data().resolve("gatehouse.db")))
                .isEmpty();
    }

    private void killUnderLoad(PackagedServer server) throws Exception {
        int before = changes.get();
        try (ManagementClient client = ManagementClient.builder()
                .credentials(server.installation().credentials())
                .maxRetries(0)
                .build()) {
            List<Future<?>> writing = new ArrayList<>();
            for (Writer writer : writers) {
                writing.add(threads.submit(() -> writer.writeUntilGone(client)));
            }
            while (changes.get() - before < MIN_CHANGES && writing.stream().noneMatch(Future::isDone)) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(MAX_ROUND_MILLIS));
            server.kill();
            for (Future<?> each : writing) {
                each.get();
            }
        }
    }

    private void inspect(ManagementClient client) throws Exception {
        unanswered += (int) writers.stream().filter(Writer::hasUnanswered).count();
        List<Callable<Boolean>> inspections = new ArrayList<>();
        writers.forEach(writer -> inspections.add(() -> writer.inspect(client)));
        for (Future<Boolean> kept : threads.invokeAll(inspections)) {
            unansweredButKept += kept.get() ? 1 : 0;
        }
        assertThat(total(client))
                .isEqualTo(writers.stream().mapToLong(Writer::users).sum());
    }

    private static long total(ManagementClient client) {
        return client.users()
                .getAll(new UserQuery().includeTotals(true).perPage(1))
                .total()
                .orElseThrow();
    }

    private void report() {
        System.out.printf(
                "kill -9: %d rounds, %d changes acknowledged and there; of %d without a response %d were made, whole;"
                        + " starts after a kill in ms: %s (%s of processor time)%n",
                starts.size(), changes.get(), unanswered, unansweredButKept, summary(starts), summary(processorTimes));
    }

    private static String summary(List<Duration> times) {
        LongSummaryStatistics all = times.stream().mapToLong(Duration::toMillis).summaryStatistics();
        return "%d to %d, %.0f on average".formatted(all.getMin(), all.getMax(), all.getAverage());
    }
}
