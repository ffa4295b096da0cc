package dev.gatehouse.server.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the builds of the actions are that were just saved. The API builds at once what has no dependencies; where there are
 * packages to fetch it takes a few seconds, and clients wait for {@code built} before they deploy. Here nothing is fetched, but
 * this lets clients meet what they have to handle: an action with dependencies is {@code building} the first times that it is
 * looked at after a change, then {@code built} or {@code failed}. A build also ends by itself after a time, and with a deployment.
 *
 * <p>Kept in the memory of this process: elsewhere, and after a restart, an action is built. Thread-safe.
 */
public final class ActionBuilds {
    /** After this a build is over, however often the action was looked at. */
    static final Duration MAX_DURATION = Duration.ofSeconds(3);
    /** How often an action is shown as building. */
    static final int MAX_LOOKS = 2;

    private static final int MAX_BUILDS = 1_000;

    private final InstantSource clock;
    private final Map<String, Build> running = new LinkedHashMap<>();

    private record Build(Instant started, int looks) {}

    public ActionBuilds(InstantSource clock) {
        this.clock = clock;
    }

    /** A change of the action starts its build again. */
    public synchronized void start(Action action) {
        running.remove(action.id());
        if (action.dependencies().isEmpty()) {
            return; // nothing to fetch
        }
        if (running.size() >= MAX_BUILDS) {
            running.remove(running.keySet().iterator().next());
        }
        running.put(action.id(), new Build(clock.instant(), 0));
    }

    /** The build of the action is over. */
    public synchronized void finish(String actionId) {
        running.remove(actionId);
    }

    /** The status to show of an action: {@code building}, or what its build came to. Each call is a look at it. */
    public synchronized String look(Action action) {
        String actionId = action.id();
        Build build = running.get(actionId);
        if (build == null
                || build.looks() == MAX_LOOKS
                || clock.instant().isAfter(build.started().plus(MAX_DURATION))) {
            running.remove(actionId);
            return action.text(BuildResult.STATUS, BuildResult.BUILT);
        }
        running.put(actionId, new Build(build.started(), build.looks() + 1));
        return "building";
    }
}
