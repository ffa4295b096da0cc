package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.manager.AsyncJobsManager;
import dev.gatehouse.client.model.Job;
import dev.gatehouse.client.model.UsersExportCreate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One export: its job is begun and waited for, and its file fetched and put in its place. Closes the file in the end. */
final class ExportRun {
    private final AsyncJobsManager jobs;
    private final Download.Settings downloading;
    private final Consumer<ExportProgress> progress;
    private final Duration timeout;
    private final ExportedFile file;
    private final AsyncSequence<Job> steps;

    ExportRun(
            AsyncJobsManager jobs,
            Download.Settings downloading,
            Consumer<ExportProgress> progress,
            Duration timeout,
            ExportedFile file) {
        this.jobs = jobs;
        this.downloading = downloading;
        this.progress = progress;
        this.timeout = timeout;
        this.file = file;
        this.steps = new AsyncSequence<>(file::close);
    }

    CompletableFuture<Job> start(UsersExportCreate asked) {
        steps.step(() -> jobs.exportUsers(asked), this::watch);
        return steps.result();
    }

    private void watch(Job begun) {
        String id = JobPoller.idOf(begun);
        steps.step(
                () -> JobPoller.ofBegun(jobs, downloading.time(), begun, timeout, this::show),
                ended -> fetch(id, ended));
    }

    private void show(Job job) {
        int told = job.json().path("percentage_done").asInt();
        int percentage = "completed".equals(job.status()) ? 100 : Math.max(0, Math.min(100, told));
        progress.accept(new ExportProgress(percentage, 0, 0));
    }

    private void fetch(String id, Job ended) {
        if (!"completed".equals(ended.status())) {
            steps.fail(JobException.of(id, ended, "did not export the users"));
            return;
        }
        Download download = new Download(
                downloading,
                id,
                () -> jobs.get(id),
                (received, length) -> progress.accept(new ExportProgress(100, received, length)));
        steps.step(() -> download.start(ended, file), fetched -> {
            file.settle(id);
            steps.complete(ended);
        });
    }
}
