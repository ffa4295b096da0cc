package dev.gatehouse.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.Postgres;
import dev.gatehouse.it.server.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes under mixed load. One is killed every ten seconds, for as long as {@code gatehouse.cluster.seconds} says; then each
 * in turn is replaced by the next release, which migrates the database.
 */
class ClusterIT {
    private static final int SECONDS = Integer.getInteger("gatehouse.cluster.seconds", 20);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
    private static final Duration BEFORE_FIRST_KILL = Duration.ofSeconds(3);
    private static final Duration MAX_RECOVERY = Duration.ofSeconds(5);
    private static final double MAX_FAILED = 0.001;
    private static final String CLIENT_ID = "cluster";
    private static final String CLIENT_SECRET = "the-secret-of-the-client-of-the-cluster";

    private final Postgres postgres = new Postgres();
    private final List<ClusterNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(ClusterNode::close);
        postgres.close();
    }

    private void start(Path directory) {
        Map<String, String> options = new HashMap<>(postgres.options());
        options.putAll(Map.of(
                "encryption-key",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "client-id",
                CLIENT_ID,
                "client-secret",
                CLIENT_SECRET,
                "drain-time",
                "2"));
        Installation first = Installation.on(directory.resolve("one"), options);
        options.put("domain", first.domain());
        for (String name : List.of("one", "two", "three")) {
            Installation installation = Installation.on(directory.resolve(name), options);
            nodes.add(new ClusterNode(name, installation, first.domain(), CLIENT_ID, CLIENT_SECRET));
        }
    }

    @Test
    void survivesKillsAndAnUpgradeUnderLoad(@TempDir Path directory) throws Exception {
        NextRelease next = NextRelease.in(directory.resolve("next"));
        start(directory);
        nodes.get(0)
                .client()
                .connections()
                .create(new ConnectionCreate().name("email").strategy("email"));
        try (Balancer balancer = new Balancer(nodes);
                MixedLoad load = new MixedLoad(balancer)) {
            load.start();
            List<Duration> recoveries = killOneAfterTheOther(balancer);
            long killed = balancer.calls();
            int failed = balancer.failed().size();
            report("kill -9", killed, balancer, recoveries);
            assertThat(failed).as("of %d calls: %s", killed, balancer.failed()).isLessThanOrEqualTo((int)
                    (killed * MAX_FAILED));
            assertThat(recoveries).allMatch(recovery -> recovery.compareTo(MAX_RECOVERY) < 0);

            upgradeOneAfterTheOther(next);
            Thread.sleep(1_000);
            load.stop();
            report("rolling upgrade", balancer.calls() - killed, balancer, List.of());
            assertThat(balancer.failed().size())
                    .as("failed in the upgrade: %s", balancer.failed())
                    .isEqualTo(failed);
            for (ClusterNode node : nodes) {
                load.inspect(node);
            }
            System.out.printf("cluster: %d users read back on each of %d nodes%n", load.size(), nodes.size());
        }
        refusesTheOldRelease(next);
    }

    /** How long after each kill the last attempt failed that had to be made again. */
    private List<Duration> killOneAfterTheOther(Balancer balancer) throws Exception {
        List<Duration> recoveries = new ArrayList<>();
        Thread.sleep(BEFORE_FIRST_KILL.toMillis());
        for (int kill = 0; kill < Math.max(1, SECONDS / BETWEEN_KILLS.toSeconds()); kill++) {
            ClusterNode node = nodes.get(kill % nodes.size());
            long killedAt = System.nanoTime();
            node.kill();
            node.restart();
            Duration start = Duration.ofNanos(System.nanoTime() - killedAt);
            long rest = BETWEEN_KILLS.toNanos() - (System.nanoTime() - killedAt);
            Thread.sleep(Math.max(0, rest / 1_000_000));
            Duration recovery = balancer.retried().stream()
                    .mapToLong(failure -> failure.at() - killedAt)
                    .filter(after -> after > 0)
                    .mapToObj(Duration::ofNanos)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            recoveries.add(recovery);
            System.out.printf(
                    "cluster: killed %s; last retry after %d ms, ready again in %d ms%n",
                    node.name(), recovery.toMillis(), start.toMillis());
        }
        return recoveries;
    }

    private void upgradeOneAfterTheOther(NextRelease next) {
        for (ClusterNode node : nodes) {
            node.upgrade(next);
        }
    }

    private void refusesTheOldRelease(NextRelease next) {
        ClusterNode last = nodes.get(2);
        last.close();
        nodes.remove(last);
        ProcessResult exit = last.installation().patchedBy(null).startExpectingExit("ClusterIT-old");
        assertThat(exit.status()).isEqualTo(2);
        assertThat(exit.err())
                .contains("a newer Gatehouse has migrated it to schema " + next.schema()
                        + ", and this one knows schemas up to " + (next.schema() - 1));
    }

    private static void report(String what, long calls, Balancer balancer, List<Duration> recoveries) {
        System.out.printf(
                "cluster: %s: %d calls, %d attempts made again and %d calls failed so far; recoveries in ms: %s%n",
                what,
                calls,
                balancer.retried().size(),
                balancer.failed().size(),
                recoveries.stream().map(Duration::toMillis).toList());
    }
}
