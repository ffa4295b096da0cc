package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.manager.AsyncActionsManager;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.Action;
import dev.gatehouse.client.model.ActionBinding;
import dev.gatehouse.client.model.ActionBindingUpdate;
import dev.gatehouse.client.model.Job;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Long work from its beginning to its end, with the waiting between. What waits is a future's: it holds no thread, and
 * cancelling the future stops it; a job that the API has begun goes on there, since the API stops none. Thread-safe.
 */
public final class BulkJobs {
    private final AsyncJobsManager jobs;
    private final AsyncActionsManager actions;
    private final Download.Settings downloading;
    private final TimeSource time;

    /**
     * Over the operations on jobs and actions.
     *
     * @param sending how files are fetched; its clock and its timer are what waiting goes by
     * @param plain whether files may come without TLS: where the API is reached without it too
     */
    public BulkJobs(AsyncJobsManager jobs, AsyncActionsManager actions, AttemptSettings sending, boolean plain) {
        this.jobs = jobs;
        this.actions = actions;
        this.downloading = new Download.Settings(sending, plain);
        this.time = downloading.time();
    }

    /**
     * Waits until a job has ended. It is looked at every half second to begin with, and every 10 seconds in the end; calls
     * that fail because the API cannot be reached for a while do not end the waiting.
     *
     * @param timeout greater than 0; the API itself gives an import up after 2 hours
     * @return the job, with the status {@code completed}, {@code failed} or {@code expired}
     * @throws JobException when it has not ended in time
     * @throws dev.gatehouse.client.error.ManagementException when a call fails
     * @throws IllegalArgumentException when the time-out is not greater than 0
     */
    public Job await(String jobId, Duration timeout) {
        return Futures.await(awaitAsync(jobId, timeout));
    }

    /** As {@link #await(String, Duration)}, and shows the job to {@code each} each time it is looked at. */
    public Job await(String jobId, Duration timeout, Consumer<Job> each) {
        return Futures.await(awaitAsync(jobId, timeout, each));
    }

    /** As {@link #await(String, Duration)}, with a future that fails with what it throws. */
    public CompletableFuture<Job> awaitAsync(String jobId, Duration timeout) {
        return awaitAsync(jobId, timeout, job -> {});
    }

    /** As {@link #await(String, Duration, Consumer)}, with a future; {@code each} runs where the answer came. */
    public CompletableFuture<Job> awaitAsync(String jobId, Duration timeout, Consumer<Job> each) {
        return JobPoller.of(jobs, time, jobId, positive(timeout), each);
    }

    /**
     * Waits until an action is built, so that it can be deployed. It is read every half second at first, and every 10 seconds in
     * the end.
     *
     * @param timeout greater than 0
     * @return the action, with the status {@code built}
     * @throws JobException when the build fails or does not end in time
     * @throws dev.gatehouse.client.error.ManagementException when a call fails
     * @throws IllegalArgumentException when the time-out is not greater than 0
     */
    public Action awaitBuilt(String actionId, Duration timeout) {
        return Futures.await(awaitBuiltAsync(actionId, timeout));
    }

    /** As {@link #awaitBuilt}, with a future that fails with what it throws. */
    public CompletableFuture<Action> awaitBuiltAsync(String actionId, Duration timeout) {
        return ActionBuild.of(actions, time, actionId, positive(timeout));
    }

    /**
     * Binds an action to a trigger after those that are bound to it, which stay as they are. Nothing happens when the action is
     * bound to it already. The bindings are read and then written: what somebody else changes in between is lost.
     *
     * @param triggerId as in {@code post-login}
     * @param binding the action, which must be deployed
     * @return all bindings of the trigger, in their order
     * @throws dev.gatehouse.client.error.ManagementException when a call fails
     */
    public List<ActionBinding> addTriggerBinding(String triggerId, ActionBindingUpdate binding) {
        return Futures.await(addTriggerBindingAsync(triggerId, binding));
    }

    /** As {@link #addTriggerBinding}, with a future that fails with what it throws. */
    public CompletableFuture<List<ActionBinding>> addTriggerBindingAsync(
            String triggerId, ActionBindingUpdate binding) {
        return BindingAddition.of(actions, triggerId, Objects.requireNonNull(binding, "binding"));
    }

    /**
     * An import of users, to be told its options and its source.
     *
     * @param connectionId the database connection that they sign in with, as in {@code con_0000000000000001}
     */
    public UsersImport imports(String connectionId) {
        return new UsersImport(jobs, time, downloading.sending().threads(), connectionId);
    }

    /** An export of users, to be told its options and its target. */
    public UsersExport exports() {
        return new UsersExport(jobs, downloading);
    }

    static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The time for a job must be greater than 0, and is " + timeout);
        }
        return timeout;
    }
}
