package dev.gatehouse.server.job;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.time.Duration;
import java.util.List;

/** Removes files after a day and jobs after 30, with their errors, a part at a time so that nothing else waits for it. */
public final class JobRetention implements WorkSource {
    private static final int TOGETHER = 10;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final JobStore jobs;
    private final JobFileStore files;
    private final JobErrorStore errors = new JobErrorStore();

    public JobRetention(JobStore jobs, JobFileStore files) {
        this.jobs = jobs;
        this.files = files;
    }

    @Override
    public String name() {
        return "job-retention";
    }

    @Override
    public List<String> items(Transaction tx) {
        return jobs.expired(tx, 1).isEmpty() && files.expired(tx, 1).isEmpty() ? List.of() : List.of("jobs");
    }

    @Override
    public Duration run(WorkRun run) {
        List<String> oldFiles = run.read(tx -> files.expired(tx, TOGETHER));
        List<String> oldJobs = run.read(tx -> jobs.expired(tx, TOGETHER));
        oldFiles.forEach(id -> deleteFile(run, id));
        oldJobs.forEach(id -> {
            deleteFile(run, id);
            while (run.write(tx -> errors.deleteSome(tx, id))) {
                // the next part
            }
            run.write(tx -> {
                jobs.delete(tx, id);
                return true;
            });
        });
        return oldFiles.size() < TOGETHER && oldJobs.size() < TOGETHER ? PAUSE : Duration.ZERO;
    }

    private void deleteFile(WorkRun run, String id) {
        while (run.write(tx -> files.deleteSome(tx, id))) {
            // the next part
        }
    }
}
