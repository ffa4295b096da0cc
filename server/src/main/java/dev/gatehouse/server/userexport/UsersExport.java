package dev.gatehouse.server.userexport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.UserStore.PositionedUser;
import dev.gatehouse.server.work.LeaseLostException;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exports users: one consistent view of them, written in pieces as it is read. What is interrupted begins again. Thread-safe.
 */
public final class UsersExport implements WorkSource {
    private static final int TOGETHER = 500;
    /** A job that has ended is named no longer by then. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(UsersExport.class.getName());

    private final JobStore jobs;
    private final JobFileStore files;
    private final UserStore users;
    private final InstantSource clock;

    public UsersExport(JobStore jobs, JobFileStore files, UserStore users, InstantSource clock) {
        this.jobs = jobs;
        this.files = files;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "users-export";
    }

    /** One at a time: a snapshot of everything is a burden for the database. */
    @Override
    public List<String> items(Transaction tx) {
        return jobs.waiting(tx, Job.USERS_EXPORT, 1);
    }

    @Override
    public Duration run(WorkRun run) {
        Job job = run.read(tx -> jobs.find(tx, run.item())).orElse(null);
        if (job == null || job.hasEnded()) {
            return PAUSE;
        }
        try {
            new Run(run, job).export();
        } catch (StoppedException e) {
            deleteFile(run);
        } catch (LeaseLostException | Rejection e) {
            throw e; // another node does it, or the database is away for a while
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the export " + run.item() + " failed", e);
            run.write(tx -> {
                jobs.find(tx, run.item())
                        .ifPresent(each -> jobs.update(tx, each.failed("An internal error ended the export.")));
                return true;
            });
        }
        return PAUSE;
    }

    private void deleteFile(WorkRun run) {
        while (run.write(tx -> files.deleteSome(tx, run.item()))) {
            // the next part
        }
    }

    /** The job was cancelled, or the server stops. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super(null, null, false, false);
        }
    }

    /** One attempt at an export. */
    private final class Run {
        private final WorkRun run;
        private final List<ExportField> fields;
        private final ExportFormat format;
        private final @Nullable String connection;
        private final long limit;
        private final long startedAt = clock.millis();
        private long total;
        private long written;
        private long pieces;

        Run(WorkRun run, Job job) {
            this.run = run;
            fields = ExportField.all(job.at("fields"));
            format = ExportFormat.named(job.text("format", "json"));
            connection = job.text("connection");
            limit = job.json().has("limit") ? job.count("limit") : Long.MAX_VALUE;
        }

        void export() {
            deleteFile(run);
            ChunkWriter file = new ChunkWriter(this::put);
            file.write(format.head(fields));
            run.readSnapshot(tx -> {
                writeUsers(tx, file);
                return true;
            });
            long length = file.finish();
            run.write(tx -> {
                jobs.find(tx, run.item()).filter(job -> !job.hasEnded()).ifPresent(job -> {
                    ObjectNode json = job.in(Job.Status.COMPLETED).json();
                    json.remove(List.of("percentage_done", "time_left_seconds"));
                    json.put("file_length", length).put("file_at", clock.millis());
                    jobs.update(tx, job);
                });
                return true;
            });
        }

        private void writeUsers(Transaction tx, ChunkWriter file) {
            total = Math.min(limit, users.count(tx, connection));
            long position = Long.MIN_VALUE;
            boolean more = true;
            while (more) {
                int most = (int) Math.min(TOGETHER, limit - written);
                List<PositionedUser> page = most == 0 ? List.of() : users.after(tx, position, connection, most);
                for (PositionedUser each : page) {
                    file.write(format.line(fields, each.user().json()));
                }
                written += page.size();
                more = !page.isEmpty() && page.size() == most;
                position = page.isEmpty() ? position : page.get(page.size() - 1).sequence();
                if (run.stopping()) {
                    throw new StoppedException();
                }
            }
        }

        private void put(byte[] piece) {
            long number = pieces++;
            String sealed = files.sealed(run.tenant().id(), run.item(), number, piece);
            boolean wanted = run.write(tx -> {
                Job job = jobs.find(tx, run.item()).orElse(null);
                if (job == null || job.hasEnded()) {
                    return false;
                }
                files.put(tx, run.item(), number, sealed);
                job.in(Job.Status.PROCESSING).progress(written, total, Duration.ofMillis(clock.millis() - startedAt));
                jobs.update(tx, job);
                return true;
            });
            if (!wanted) {
                throw new StoppedException();
            }
        }
    }
}
