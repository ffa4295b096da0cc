package dev.gatehouse.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.util.List;

/** The rows of {@code job_error}: the users that an import failed on, without their secrets. Thread-safe. */
public final class JobErrorStore {
    private static final int TOGETHER = 500;

    /**
     * A user that an import failed on.
     *
     * @param number its place in the file, from 0
     */
    public record JobError(long number, String json) {}

    public void add(Transaction tx, String jobId, long number, JsonNode error) {
        tx.sql("INSERT INTO job_error (tenant, job_id, number, body) VALUES (:tenant, :job, :number, :body)")
                .bind("job", jobId)
                .bind("number", number)
                .bind("body", StoredJson.write(error))
                .update();
    }

    /** Some errors after that place, in the order of the file; fewer than {@code most} are the last. */
    public List<JobError> after(Transaction tx, String jobId, long number, int most) {
        return tx.sql("SELECT number, body FROM job_error WHERE tenant = :tenant AND job_id = :job AND number > :after"
                        + " ORDER BY number LIMIT :most")
                .bind("job", jobId)
                .bind("after", number)
                .bind("most", most)
                .list(row -> new JobError(row.number(1), row.text(2)));
    }

    /** Removes some errors of a job; whether there may be more. */
    public boolean deleteSome(Transaction tx, String jobId) {
        return tx.sql(
                                "DELETE FROM job_error WHERE tenant = :tenant AND job_id = :job AND number IN (SELECT number"
                                        + " FROM job_error WHERE tenant = :tenant AND job_id = :job ORDER BY number LIMIT :most)")
                        .bind("job", jobId)
                        .bind("most", TOGETHER)
                        .update()
                == TOGETHER;
    }
}
