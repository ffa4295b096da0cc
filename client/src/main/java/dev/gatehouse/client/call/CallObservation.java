package dev.gatehouse.client.call;

import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.attempt.Attempts;
import dev.gatehouse.client.attempt.CallStatistics;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.http.CallListener;
import dev.gatehouse.client.http.CompletedCall;
import dev.gatehouse.client.http.StartedCall;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of one call. */
final class CallObservation {
    private static final Logger LOG = System.getLogger("dev.gatehouse.client");

    private final StartedCall started;
    private final Deadline start;
    private final List<Consumer<CompletedCall>> listening;

    private CallObservation(StartedCall started, Deadline start, List<Consumer<CompletedCall>> listening) {
        this.started = started;
        this.start = start;
        this.listening = listening;
    }

    /** Null when nobody listens. */
    static @Nullable CallObservation start(HttpApi.Settings settings, Call call) {
        if (settings.listeners().isEmpty()) {
            return null;
        }
        Operation operation = call.operation();
        StartedCall started = new StartedCall(operation.id(), operation.method(), "/api/v2" + operation.path());
        List<Consumer<CompletedCall>> listening = new ArrayList<>();
        for (CallListener listener : settings.listeners()) {
            guarded(() -> listening.add(listener.started(started)));
        }
        return new CallObservation(started, settings.sending().time().deadline(Duration.ZERO), listening);
    }

    void end(CallStatistics statistics, Attempts.@Nullable Outcome outcome, @Nullable Throwable failure) {
        int status = outcome != null
                ? outcome.response().status()
                : failure instanceof ApiException refusal ? refusal.status() : 0;
        CompletedCall completed = new CompletedCall(
                started,
                status,
                failure,
                statistics.attempts(),
                start.left().negated(),
                statistics.queued(),
                statistics.throttled(),
                statistics.backedOff());
        listening.forEach(each -> guarded(() -> each.accept(completed)));
    }

    private static void guarded(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A CallListener failed", e);
        }
    }
}
