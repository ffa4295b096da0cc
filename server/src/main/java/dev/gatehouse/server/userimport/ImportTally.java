package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.job.Job;

/** How many users came to what, kept in the job. Used by one thread. */
final class ImportTally {
    private static final String MEMBER = "tally";

    long inserted;
    long updated;
    long failed;

    private ImportTally(Job job) {
        inserted = job.count(MEMBER + "/inserted");
        updated = job.count(MEMBER + "/updated");
        failed = job.count(MEMBER + "/failed");
    }

    static ImportTally of(Job job) {
        return new ImportTally(job);
    }

    /** Keeps it for the next batch. */
    void store(Job job, long done) {
        job.json().put("done", done);
        put(job.json().putObject(MEMBER));
    }

    /** Puts it where the API shows it. */
    void show(Job job) {
        put(job.json().putObject("summary")).put("total", inserted + updated + failed);
    }

    private ObjectNode put(ObjectNode object) {
        return object.put("failed", failed).put("updated", updated).put("inserted", inserted);
    }
}
