package dev.gatehouse.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no client keeps others out by its connections. A connection has to finish TLS, and each request its header,
 * within a deadline, however busily its bytes dribble. When too many are open, of one address or of all, the one that has
 * waited longest for a request makes room for a new one; when all are busy, the new one is told so. Thread-safe.
 */
final class ConnectionTracker extends AbstractLifeCycle implements Connection.Listener {
    private static final Duration SWEEP_INTERVAL = Duration.ofMillis(250);
    /** A request that takes longer has its client watched. */
    private static final Duration WATCHED_AFTER = Duration.ofMillis(200);
    /** A connection that is younger is left alone, since its request may be on its way. */
    private static final Duration MIN_WAIT_BEFORE_EVICTION = Duration.ofSeconds(1);

    private final ConnectionBudget budget;
    private final Duration headerTimeout;
    private final Duration idleTimeout;
    private final Scheduler scheduler;
    private final Predicate<@Nullable InetAddress> sharedAddress;
    private final Map<EndPoint, TrackedConnection> open = new ConcurrentHashMap<>();
    private final List<Runnable> alsoSwept = new CopyOnWriteArrayList<>();
    private volatile Scheduler.@Nullable Task sweep;

    /**
     * @param sharedAddress whether many clients come from an address, as from that of a proxy, which then may take all
     */
    ConnectionTracker(
            ConnectionBudget budget,
            Duration headerTimeout,
            Duration idleTimeout,
            Scheduler scheduler,
            Predicate<@Nullable InetAddress> sharedAddress) {
        this.budget = budget;
        this.headerTimeout = headerTimeout;
        this.idleTimeout = idleTimeout;
        this.scheduler = scheduler;
        this.sharedAddress = sharedAddress;
    }

    @Override
    protected void doStart() {
        scheduleSweep();
    }

    @Override
    protected void doStop() {
        Scheduler.Task next = sweep;
        if (next != null) {
            next.cancel();
        }
    }

    /** Has {@code work} run with each sweep. */
    void addSweep(Runnable work) {
        alsoSwept.add(work);
    }

    private void scheduleSweep() {
        sweep = scheduler.schedule(this::sweep, SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (TrackedConnection connection : open.values()) {
            if (connection.isOverdue(now, headerTimeout, idleTimeout)) {
                connection.close();
            } else {
                connection.watch(now, WATCHED_AFTER);
            }
        }
        open.values().removeIf(connection -> !connection.isOpen());
        alsoSwept.forEach(Runnable::run);
        if (isRunning()) {
            scheduleSweep();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint socket = socket(connection.getEndPoint());
        TrackedConnection known = open.get(socket);
        if (known != null) {
            known.upgrade(connection);
            return;
        }
        TrackedConnection opened = new TrackedConnection(socket, address(socket), connection, System.nanoTime());
        if (!hasRoomFor(opened)) {
            opened.markExcess();
        }
        open.put(socket, opened);
        if (opened.isExcess() && takesAllExcess(opened)) {
            opened.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        EndPoint socket = socket(connection.getEndPoint());
        if (!socket.isOpen()) {
            open.remove(socket);
        }
    }

    /** Below TLS. */
    private static EndPoint socket(EndPoint endPoint) {
        EndPoint inner = endPoint;
        while (inner instanceof EndPoint.Wrapper wrapper) {
            inner = wrapper.unwrap();
        }
        return inner;
    }

    private static @Nullable InetAddress address(EndPoint socket) {
        return socket.getRemoteSocketAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
    }

    private boolean hasRoomFor(TrackedConnection opened) {
        Predicate<TrackedConnection> sameAddress = other -> Objects.equals(other.address(), opened.address());
        return (sharedAddress.test(opened.address()) || isBelow(budget.maxPerAddress(), sameAddress))
                && isBelow(budget.max(), other -> true);
    }

    /** Whether fewer than {@code max} of these are served, if need be after one was closed. */
    private boolean isBelow(int max, Predicate<TrackedConnection> meant) {
        return open.size() < max
                || open.values().stream()
                                .filter(other -> !other.isExcess())
                                .filter(meant)
                                .count()
                        < max
                || evictOneOf(meant);
    }

    /** Whether one address has more connections that are to be refused than leave room to refuse those of others. */
    private boolean takesAllExcess(TrackedConnection opened) {
        return open.values().stream()
                        .filter(TrackedConnection::isExcess)
                        .filter(other -> Objects.equals(other.address(), opened.address()))
                        .count()
                > budget.maxExcessPerAddress();
    }

    private boolean evictOneOf(Predicate<TrackedConnection> meant) {
        long now = System.nanoTime();
        TrackedConnection longest = null;
        long longestWait = MIN_WAIT_BEFORE_EVICTION.toNanos();
        for (TrackedConnection candidate : open.values()) {
            long wait = meant.test(candidate) && !candidate.isExcess() ? candidate.waitingNanos(now) : -1;
            if (wait >= longestWait) {
                longest = candidate;
                longestWait = wait;
            }
        }
        if (longest != null) {
            longest.close();
        }
        return longest != null;
    }

    private Optional<TrackedConnection> connection(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return Optional.ofNullable(open.get(socket(endPoint)));
    }

    /**
     * A request has come as a whole, and is worked on.
     *
     * @param whenGone runs when the client goes away before the work ends
     */
    void beginWork(Request request, Runnable whenGone) {
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
            connection(request).ifPresent(tracked -> tracked.beginWork(whenGone, System.nanoTime()));
        }
    }

    /** A request is about to be responded to. */
    void endWork(Request request) {
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
            connection(request).ifPresent(TrackedConnection::endWork);
        }
    }

    /** A request has come on a connection, until it is completed; whether the server has room for it. */
    boolean begin(Request request) {
        Optional<TrackedConnection> connection = connection(request);
        connection.ifPresent(tracked -> {
            tracked.beginRequest();
            Request.addCompletionListener(request, failure -> tracked.endRequest(System.nanoTime()));
        });
        return connection.filter(TrackedConnection::isExcess).isEmpty();
    }

    /** How many connections are open. */
    int count() {
        return open.size();
    }
}
