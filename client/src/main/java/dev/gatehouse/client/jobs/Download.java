package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.async.Backoff;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.attempt.Attempts;
import dev.gatehouse.client.attempt.CallStatistics;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.model.Job;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the file of a job in pieces (RFC 9110 §14), each of which is a call of its own: what has come is not fetched again,
 * unless the file turns out to be another one. Where it lies is a secret, and is asked for again when it does not hold.
 */
final class Download {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    /** In a row. Each of these calls has made attempts of its own before. */
    private static final int MAX_FAILED_POLLS = 5;

    private final Settings settings;
    private final String jobId;
    private final Supplier<CompletableFuture<Job>> again;
    private final Progress progress;
    private final AsyncSequence<Boolean> steps = new AsyncSequence<>();
    private final Backoff intervals = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private int missed;
    private long length;
    private @Nullable String etag;

    /**
     * How files are fetched.
     *
     * @param plain whether a file may come without TLS, as the API's own answers do
     */
    record Settings(AttemptSettings sending, boolean plain) {
        TimeSource time() {
            return sending.time();
        }
    }

    /** Sees how much has come. */
    @FunctionalInterface
    interface Progress {
        void show(long received, long length);
    }

    /**
     * @param again reads the job anew
     */
    Download(Settings settings, String jobId, Supplier<CompletableFuture<Job>> again, Progress progress) {
        this.settings = settings;
        this.jobId = jobId;
        this.again = again;
        this.progress = progress;
    }

    /** Completes when all of it is in {@code file}. */
    CompletableFuture<Boolean> start(Job job, ExportedFile file) {
        fetch(location(job), file);
        return steps.result();
    }

    private void fetch(URI location, ExportedFile file) {
        RangeRequest piece = new RangeRequest(
                location, jobId, file.size(), etag, settings.sending().attemptTimeout());
        steps.step(
                () -> Attempts.of(settings.sending(), piece, new CallStatistics(), false),
                outcome -> received(outcome.response(), location, file),
                failure -> lost(failure, file));
    }

    private void lost(Throwable failure, ExportedFile file) {
        if (TransientFailures.isTransient(failure)) {
            retry(failure, file);
        } else {
            steps.fail(failure);
        }
    }

    private void received(ApiResponse response, URI location, ExportedFile file) {
        if (response.status() == 200) {
            file.restart();
            file.append(response.body());
            end(file);
        } else if (response.status() == 206) {
            piece(response, location, file);
        } else if (response.status() == 416 && ("bytes */" + file.size()).equals(response.header("content-range"))) {
            end(file);
        } else {
            retry(unfetched("it returned " + response.status()), file);
        }
    }

    private void piece(ApiResponse response, URI location, ExportedFile file) {
        if (!follows(response, file)) {
            file.restart();
            etag = null;
            length = 0;
            retry(unfetched("its pieces do not fit together"), file);
            return;
        }
        missed = 0;
        file.append(response.body());
        progress.show(file.size(), length);
        if (file.size() < length) {
            fetch(location, file);
        } else {
            steps.complete(true);
        }
    }

    /** Whether a piece goes on where the file ends, and is of the same file as those before. */
    private boolean follows(ApiResponse response, ExportedFile file) {
        String told = response.header("content-range");
        Matcher range = CONTENT_RANGE.matcher(told == null ? "" : told);
        if (!range.matches()) {
            return false;
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long all = Long.parseLong(range.group(3));
        String tag = response.header("etag");
        boolean begins = length == 0;
        if (begins) {
            length = all;
            // A weak one does not tell bytes apart (RFC 9110 §8.8.1).
            etag = tag == null || tag.startsWith("W/") ? null : tag;
        }
        return first == file.size()
                && last - first + 1 == response.body().length
                && response.body().length > 0
                && last < all
                && all == length
                && (begins || etag == null || etag.equals(tag));
    }

    private void end(ExportedFile file) {
        progress.show(file.size(), file.size());
        steps.complete(true);
    }

    private void retry(Throwable failure, ExportedFile file) {
        if (++missed > MAX_FAILED_POLLS) {
            steps.fail(failure);
            return;
        }
        steps.step(
                () -> settings.sending().time().after(intervals.next()),
                passed -> steps.step(again, job -> fetch(location(job), file), broken -> lost(broken, file)));
    }

    private TransportException unfetched(String why) {
        return new TransportException("The file of " + jobId + " could not be fetched: " + why, null);
    }

    /** Does not show what cannot be read: it may hold the key to the file. */
    private URI location(Job job) {
        String told = job.location();
        try {
            URI location = new URI(told == null ? "" : told);
            boolean secure = "https".equalsIgnoreCase(location.getScheme());
            boolean plain = settings.plain() && "http".equalsIgnoreCase(location.getScheme());
            if ((secure || plain) && location.getHost() != null) {
                return location;
            }
        } catch (URISyntaxException e) {
            // Refused as any other that leads nowhere.
        }
        throw new MalformedResponseException(jobId + " has ended and does not say where its file is", null);
    }
}
