package dev.gatehouse.it.cluster;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls to the nodes in turn, and asks four times a second which are ready. A call that got no response, or 502 to 504, is
 * tried once more on the next node; when that fails, too, the call has failed. Thread-safe.
 */
final class Balancer implements AutoCloseable {
    private static final Duration CHECK = Duration.ofMillis(250);

    private final List<ClusterNode> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<Failure> retried = new ConcurrentLinkedQueue<>();
    private final Queue<Failure> failed = new ConcurrentLinkedQueue<>();
    private final Thread checks = new Thread(this::checkUntilClosed, "health-checks");

    Balancer(List<ClusterNode> nodes) {
        this.nodes = List.copyOf(nodes);
        checks.setDaemon(true);
        checks.start();
    }

    /** An attempt that failed, at a time of {@link System#nanoTime}. */
    record Failure(long at, String reason) {}

    /** What is done with a node. */
    @FunctionalInterface
    interface Attempt<T> {
        /**
         * @param isRetry whether an attempt before it got no response, and so may have been done
         */
        T on(ClusterNode node, boolean isRetry);
    }

    private void checkUntilClosed() {
        try {
            while (true) {
                nodes.forEach(ClusterNode::check);
                Thread.sleep(CHECK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @throws ManagementException when both attempts failed, or one was refused
     */
    <T> T call(Attempt<T> attempt) {
        calls.incrementAndGet();
        ClusterNode first = next(null);
        try {
            return attempt.on(first, false);
        } catch (ManagementException e) {
            if (!isTransient(e)) {
                throw e;
            }
            first.isNotReady();
            retried.add(new Failure(System.nanoTime(), first.name() + ": " + e));
        }
        ClusterNode second = next(first);
        try {
            return attempt.on(second, true);
        } catch (ManagementException e) {
            if (isTransient(e)) {
                failed.add(new Failure(System.nanoTime(), second.name() + ": " + e));
            }
            throw e;
        }
    }

    static boolean isTransient(ManagementException failure) {
        return failure instanceof TransportException
                || failure instanceof TokenException
                || failure instanceof ApiException refused && refused.status() >= 502 && refused.status() <= 504;
    }

    /** The next that is ready, or the next of all when none is. */
    private ClusterNode next(@Nullable ClusterNode notThis) {
        for (int tries = 0; tries < 2 * nodes.size(); tries++) {
            ClusterNode node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
            if (node.isReady() && node != notThis) {
                return node;
            }
        }
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    long calls() {
        return calls.get();
    }

    /** Attempts that failed and were made again. */
    List<Failure> retried() {
        return List.copyOf(retried);
    }

    /** Calls of which both attempts failed. */
    List<Failure> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void close() {
        checks.interrupt();
    }
}
