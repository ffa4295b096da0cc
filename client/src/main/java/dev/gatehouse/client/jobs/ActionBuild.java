package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.async.Backoff;
import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.manager.AsyncActionsManager;
import dev.gatehouse.client.model.Action;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Reads an action until it is built, its build has failed, or time has run out. */
final class ActionBuild {
    private final AsyncActionsManager actions;
    private final TimeSource time;
    private final String id;
    private final Duration timeout;
    private final Deadline deadline;
    private final Backoff intervals = Backoff.ofPolling();
    private final AsyncSequence<Action> steps = new AsyncSequence<>();

    private ActionBuild(AsyncActionsManager actions, TimeSource time, String id, Duration timeout) {
        this.actions = actions;
        this.time = time;
        this.id = id;
        this.timeout = timeout;
        this.deadline = time.deadline(timeout);
    }

    static CompletableFuture<Action> of(AsyncActionsManager actions, TimeSource time, String id, Duration timeout) {
        ActionBuild build = new ActionBuild(actions, time, id, timeout);
        build.look();
        return build.steps.result();
    }

    private void look() {
        steps.step(() -> actions.get(id), this::seen);
    }

    private void seen(Action action) {
        String status = action.status();
        if ("built".equals(status)) {
            steps.complete(action);
        } else if ("failed".equals(status)) {
            steps.fail(JobException.ofState(id, status, "could not be built"));
        } else if (deadline.hasPassed()) {
            steps.fail(JobException.ofState(id, status, "was not built within " + timeout));
        } else {
            Duration interval = deadline.limit(intervals.next());
            steps.step(() -> time.after(interval), passed -> look());
        }
    }
}
