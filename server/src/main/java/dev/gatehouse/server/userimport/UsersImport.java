package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobErrorStore;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.user.UserImport;
import dev.gatehouse.server.work.LeaseLostException;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Imports users: first the whole file is read, so that one that cannot be read changes nothing, and then its users are added in
 * batches. What a batch does and how far the job is are one transaction: what is interrupted goes on behind the last batch, on
 * this node or another. Thread-safe.
 */
public final class UsersImport implements WorkSource {
    private static final int AT_ONCE = 2;
    private static final int BATCH = 200;
    /** How long a batch may keep other writes waiting. */
    private static final long MAX_BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** A job that has ended is named no longer by then. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(UsersImport.class.getName());

    private final JobStore jobs;
    private final JobFileStore files;
    private final JobErrorStore errors = new JobErrorStore();
    private final DocumentCollection<Connection> connections;
    private final UserImport users;
    private final RowCheck check;
    private final ImportLimits limits;
    private final CompletionMail mail;
    private final LogEvents log;
    private final InstantSource clock;

    public UsersImport(
            JobStore jobs,
            JobFileStore files,
            DocumentCollection<Connection> connections,
            UserImport users,
            RowCheck check,
            ImportLimits limits,
            CompletionMail mail,
            LogEvents log,
            InstantSource clock) {
        this.jobs = jobs;
        this.files = files;
        this.connections = connections;
        this.users = users;
        this.check = check;
        this.limits = limits;
        this.mail = mail;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "users-import";
    }

    @Override
    public List<String> items(Transaction tx) {
        return jobs.waiting(tx, Job.USERS_IMPORT, AT_ONCE);
    }

    @Override
    public Duration run(WorkRun run) {
        Job job = run.read(tx -> jobs.find(tx, run.item())).orElse(null);
        if (job == null || job.hasEnded()) {
            return PAUSE;
        }
        try {
            run(run, job);
        } catch (UnreadableFileException e) {
            fail(run, String.valueOf(e.getMessage()));
        } catch (LeaseLostException | Rejection e) {
            throw e; // another node does it, or the database is away for a while
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the import " + run.item() + " failed", e);
            fail(run, "An internal error ended the import.");
        }
        return PAUSE;
    }

    private void run(WorkRun run, Job job) {
        Optional<Connection> connection = run.read(tx -> connections.find(tx, job.text("connection_id", "")));
        if (connection.isEmpty()) {
            throw new UnreadableFileException("The connection does not exist any more.");
        }
        long total = job.json().has("total") ? job.count("total") : count(run, job);
        if (total >= 0 && importAll(run, job, connection.get(), total)) {
            finish(run);
        }
    }

    private UserReader open(WorkRun run, Job job) {
        return new UserReader(new ChunkInputStream(run, files, job.count("file_length")), limits.maximumFile());
    }

    /** Reads the file to its end; how many users it has, or -1 when the server stops. */
    private long count(WorkRun run, Job job) {
        long total = 0;
        try (UserReader reader = open(run, job)) {
            while (reader.skip()) {
                total++;
                if (run.stopping()) {
                    return -1;
                }
            }
        }
        long counted = total;
        run.write(tx -> {
            jobs.find(tx, run.item()).filter(each -> !each.hasEnded()).ifPresent(each -> {
                each.in(Job.Status.PROCESSING).json().put("total", counted);
                jobs.update(tx, each);
            });
            return true;
        });
        return total;
    }

    /** Whether all are done; else the job was cancelled, or the server stops. */
    private boolean importAll(WorkRun run, Job job, Connection connection, long total) {
        boolean upsert = job.flag("upsert");
        long done = job.count("done");
        Pace pace = new Pace(clock.millis(), done, total);
        try (UserReader reader = open(run, job)) {
            for (long skipped = 0; skipped < done; skipped++) {
                reader.skip();
            }
            List<ImportRow> rows = new ArrayList<>();
            while (done < total || !rows.isEmpty()) {
                if (run.stopping()) {
                    return false;
                }
                fill(rows, done, reader, connection);
                if (rows.isEmpty()) {
                    break;
                }
                int written = write(run, rows, upsert, pace);
                if (written < 0) {
                    return false;
                }
                rows.subList(0, written).clear();
                done += written;
            }
        }
        return true;
    }

    private void fill(List<ImportRow> rows, long done, UserReader reader, Connection connection) {
        while (rows.size() < BATCH) {
            JsonNode sent = reader.next();
            if (sent == null) {
                return;
            }
            rows.add(check.row(done + rows.size(), sent, connection));
        }
    }

    /** How far it was when this run began. */
    private record Pace(long startedAt, long doneBefore, long total) {}

    /** Writes as many as there is time for; how many, or -1 when the job is not to go on. */
    private int write(WorkRun run, List<ImportRow> rows, boolean upsert, Pace pace) {
        try {
            return run.write(tx -> write(tx, run.item(), rows, upsert, pace));
        } catch (FailedRowException e) {
            // Nothing was kept: the one that failed is told, and the others are written without it.
            rows.set(e.index(), rows.get(e.index()).failed(e.error()));
            return 0;
        }
    }

    private int write(Transaction tx, String jobId, List<ImportRow> rows, boolean upsert, Pace pace) {
        Job job = jobs.find(tx, jobId).orElse(null);
        if (job == null || job.hasEnded()) {
            return -1;
        }
        ImportTally tally = ImportTally.of(job);
        long until = System.nanoTime() + MAX_BATCH_NANOS;
        int written = 0;
        while (written < rows.size() && (written == 0 || System.nanoTime() < until)) {
            ImportRow row = rows.get(written);
            List<RowError> wrong = apply(tx, row, written, upsert, tally);
            if (!wrong.isEmpty()) {
                tally.failed++;
                errors.add(tx, jobId, row.number(), RowError.shown(row.sent(), wrong));
            }
            written++;
        }
        long done = job.count("done") + written;
        tally.store(job, done);
        job.in(Job.Status.PROCESSING)
                .progress(
                        done - pace.doneBefore(),
                        pace.total() - pace.doneBefore(),
                        Duration.ofMillis(clock.millis() - pace.startedAt()));
        job.json().put("percentage_done", pace.total() == 0 ? 0 : Math.min(99, 100 * done / pace.total()));
        jobs.update(tx, job);
        return written;
    }

    private List<RowError> apply(Transaction tx, ImportRow row, int index, boolean upsert, ImportTally tally) {
        if (row.prepared() == null) {
            return row.errors();
        }
        try {
            return switch (users.apply(tx, row.prepared(), upsert)) {
                case INSERTED -> {
                    tally.inserted++;
                    yield List.of();
                }
                case UPDATED -> {
                    tally.updated++;
                    yield List.of();
                }
                case DUPLICATED -> List.of(RowError.DUPLICATED);
                case AMBIGUOUS -> List.of(RowError.AMBIGUOUS);
            };
        } catch (Rejection e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            throw new FailedRowException(index, RowError.of(e, ""));
        }
    }

    private void finish(WorkRun run) {
        run.write(tx -> {
            jobs.find(tx, run.item()).filter(job -> !job.hasEnded()).ifPresent(job -> {
                ImportTally.of(job).show(job);
                end(tx, job.in(Job.Status.COMPLETED), "sui", "The users were imported.");
            });
            return true;
        });
        deleteFile(run);
    }

    private void fail(WorkRun run, String reason) {
        run.write(tx -> {
            jobs.find(tx, run.item())
                    .filter(job -> !job.hasEnded())
                    .ifPresent(job -> end(tx, job.failed(reason), "fui", reason));
            return true;
        });
        deleteFile(run);
    }

    private void end(Transaction tx, Job job, String type, String description) {
        job.json().remove(List.of("percentage_done", "time_left_seconds"));
        jobs.update(tx, job);
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("description", description);
        event.put("connection", job.text("connection")).put("connection_id", job.text("connection_id"));
        ObjectNode details = event.putObject("details").put("job_id", job.id());
        if (job.json().has("summary")) {
            details.set("summary", job.at("summary"));
        }
        log.append(tx, type, event);
        mail.send(tx, job);
    }

    private void deleteFile(WorkRun run) {
        while (run.write(tx -> files.deleteSome(tx, run.item()))) {
            // the next part
        }
    }
}
