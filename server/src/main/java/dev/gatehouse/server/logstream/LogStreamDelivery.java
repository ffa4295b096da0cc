package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.event.LogConsumer;
import dev.gatehouse.server.event.LogPosition;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundResponse;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.work.Backoff;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends log events to the sinks of streams. A stream moves on once its sink has taken a batch, in a transaction of its own: what
 * was sent when the server died is sent once more. A sink that fails for a day has its stream suspended.
 */
public final class LogStreamDelivery implements WorkSource {
    /** For how long a sink may fail before its stream is suspended. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int MAX_EVENTS = 250;
    private static final int MAX_BYTES = 1 << 20;
    private static final System.Logger LOG = System.getLogger(LogStreamDelivery.class.getName());

    private final LogStreamStore streams;
    private final OutboundClient outbound;
    private final InstantSource clock;
    private final boolean shared;

    /**
     * @param shared whether other servers write to the database
     */
    public LogStreamDelivery(LogStreamStore streams, OutboundClient outbound, InstantSource clock, boolean shared) {
        this.streams = streams;
        this.outbound = outbound;
        this.clock = clock;
        this.shared = shared;
    }

    @Override
    public String name() {
        return "log-stream";
    }

    @Override
    public List<String> items(Transaction tx) {
        return streams.delivered(tx);
    }

    /** What a turn begins with: the stream, and the next events of the log, wanted or not. */
    private record Batch(LogStream stream, LogStreamProgress progress, List<ObjectNode> events, Instant read) {}

    @Override
    public Duration run(WorkRun run) {
        Optional<Batch> found = run.read(tx -> batch(tx, run.item()));
        if (found.isEmpty()) {
            return POLL;
        }
        Batch batch = found.get();
        if (batch.events().isEmpty() && !LogConsumer.isSettled(batch.progress().position(), batch.read())) {
            return POLL;
        }
        return deliver(run, batch);
    }

    private Optional<Batch> batch(Transaction tx, String id) {
        Instant read = clock.instant();
        Optional<LogStreamProgress> progress = streams.progress(tx, id);
        return streams.streams()
                .find(tx, id)
                .filter(stream -> stream.isDelivered() && progress.isPresent())
                .map(stream -> {
                    LogStreamProgress known = progress.orElseThrow();
                    return new Batch(stream, known, LogConsumer.of(id).next(tx, known.position(), MAX_EVENTS), read);
                });
    }

    /** Sends what is wanted of a batch; what is not wanted has been delivered by leaving it out. */
    private Duration deliver(WorkRun run, Batch batch) {
        PiiMask personalData = new PiiMask(batch.stream().at("pii_config"));
        List<String> categories = batch.stream().categories();
        List<StreamedEvent> wanted = new ArrayList<>();
        int taken = 0;
        int bytes = 0;
        for (ObjectNode event : batch.events()) {
            if (EventCategories.include(categories, event.path("type").asText())) {
                bytes += event.toString().length();
                if (bytes > MAX_BYTES && !wanted.isEmpty()) {
                    break;
                }
                wanted.add(StreamedEvent.of(event, run.tenant().domain(), personalData));
            }
            taken++;
        }
        List<ObjectNode> events = batch.events().subList(0, taken);
        String failure = null;
        int sent = 0;
        while (sent < wanted.size() && failure == null && !run.stopping()) {
            SentPart part = send(batch.stream(), wanted.subList(sent, wanted.size()));
            failure = part.failure();
            sent += part.events();
        }
        List<String> had =
                upTo(events, sent == wanted.size() ? null : wanted.get(sent).id());
        return note(run, batch, had, failure, taken == batch.events().size());
    }

    /** The ids of the events before one; all of them when there is none that is still to be sent. */
    private static List<String> upTo(List<ObjectNode> events, @Nullable String next) {
        List<String> ids = new ArrayList<>();
        for (ObjectNode event : events) {
            String id = event.path("log_id").asText();
            if (id.equals(next)) {
                break;
            }
            ids.add(id);
        }
        return ids;
    }

    /**
     * How one request went.
     *
     * @param events how many the sink has taken
     * @param failure why it has taken none; null when it has
     */
    private record SentPart(int events, @Nullable String failure) {}

    private SentPart send(LogStream stream, List<StreamedEvent> events) {
        try {
            SinkRequests.SinkRequest request = SinkRequests.of(stream, events);
            OutboundResponse response = outbound.send(request.request());
            return response.isSuccess()
                    ? new SentPart(request.events(), null)
                    : new SentPart(0, "the sink responded " + response.status());
        } catch (OutboundException e) {
            return new SentPart(0, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new SentPart(0, "the sink's settings make no request");
        }
    }

    private Duration note(WorkRun run, Batch batch, List<String> had, @Nullable String failure, boolean wholeBatch) {
        boolean noted = run.write(tx -> {
            // It may have been changed or deleted in the meantime.
            Optional<LogStreamProgress> found = streams.progress(tx, run.item());
            found.ifPresent(progress -> {
                if (!had.isEmpty() || failure == null) {
                    LogPosition position = progress.position();
                    progress.at(LogConsumer.of(run.item()).had(tx, position, had, shared, batch.read()));
                }
                if (failure != null) {
                    fail(tx, run.item(), progress, failure);
                }
                streams.put(tx, progress);
            });
            return found.isPresent();
        });
        if (failure != null && noted) {
            int failures = had.isEmpty() ? batch.progress().failures() + 1 : 1;
            return BACKOFF.after(failures);
        }
        return !wholeBatch || batch.events().size() == MAX_EVENTS ? Duration.ZERO : POLL;
    }

    private void fail(Transaction tx, String id, LogStreamProgress progress, String reason) {
        Instant now = clock.instant();
        boolean first = progress.failures() == 0;
        progress.failed(reason, now);
        if (first) {
            LOG.log(System.Logger.Level.WARNING, "log stream " + id + " fails: " + reason);
        }
        if (progress.failing(now).compareTo(PATIENCE) >= 0) {
            streams.streams().find(tx, id).ifPresent(stream -> streams.suspend(tx, stream));
            LOG.log(System.Logger.Level.WARNING, "log stream " + id + " is suspended: " + reason);
        }
    }
}
