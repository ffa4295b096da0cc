package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where every user of an import is accounted for. Not thread-safe. */
final class ImportTally {
    private static final int MAX_ERRORS = 10_000;
    /** Of the users in the errors that are kept. */
    private static final long MAX_CHARACTERS = 2_000_000;

    private final Consumer<ImportError> each;
    private final List<ImportError> errors = new ArrayList<>();
    private final List<UnsettledFile> unsettledFiles = new ArrayList<>();
    private long characters;
    private long read;
    private long sent;
    private long inserted;
    private long updated;
    private long failed;
    private long unsettled;
    private int jobs;

    ImportTally(Consumer<ImportError> each) {
        this.each = each;
    }

    /** A user that goes into a file. */
    void take() {
        read++;
    }

    void sent(ImportFile file) {
        sent += file.users();
    }

    /** A user that is not sent. */
    void reject(ImportError error) {
        read++;
        failed++;
        tell(error);
    }

    /** By the summary of the job; what it does not tell of is unsettled. */
    void settle(ImportFile file, ImportJob.Outcome outcome) {
        List<ImportError> told = ErrorPositions.of(file, outcome.errors());
        JsonNode summary = outcome.job().path("summary");
        int here = number(summary, "inserted");
        int changed = number(summary, "updated");
        boolean counted = summary.isObject() && outcome.failure() == null;
        int refused = counted ? number(summary, "failed") : told.size();
        int left = file.users() - here - changed - refused;
        jobs += outcome.job().isMissingNode() ? 0 : 1;
        inserted += here;
        updated += changed;
        failed += refused;
        if (left > 0) {
            unsettled += left;
            unsettledFiles.add(new UnsettledFile(file.first(), file.last(), left, outcome.jobId(), outcome.reason()));
        }
        told.forEach(this::tell);
    }

    /** One odd number is not to cost the account of all others. */
    private static int number(JsonNode summary, String name) {
        return Math.max(0, summary.path(name).asInt());
    }

    private void tell(ImportError error) {
        if (errors.size() < MAX_ERRORS && characters < MAX_CHARACTERS) {
            characters += error.user().json().toString().length();
            errors.add(error);
        }
        each.accept(error);
    }

    ImportCounts counts() {
        return new ImportCounts(read, sent, inserted, updated, failed, unsettled, jobs);
    }

    ImportResult result() {
        return new ImportResult(counts(), errors, unsettledFiles);
    }
}
