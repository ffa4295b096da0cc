package dev.gatehouse.server.job;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The rows of {@code job_piece}: the files of jobs, encrypted, where every node finds them. Thread-safe. */
public final class JobFileStore {
    /** The bytes of every piece of a file but the last, which has at most as many. */
    public static final int PIECE_BYTES = 192 * 1024;

    /** How long a file can be fetched. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int TOGETHER = 16;

    private final SecretBox box;
    private final InstantSource clock;

    public JobFileStore(SecretBox box, InstantSource clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * Adds a piece. What is stored is {@link #sealed} before, outside the transaction.
     *
     * @param number its place, from 0
     */
    public void put(Transaction tx, String jobId, long number, String sealed) {
        tx.sql("INSERT INTO job_piece (tenant, job_id, number, created_at, content)"
                        + " VALUES (:tenant, :job, :number, :created, :content)")
                .bind("job", jobId)
                .bind("number", number)
                .bind("created", clock.instant().toEpochMilli())
                .bind("content", sealed)
                .update();
    }

    /** A piece as it is stored. */
    public String sealed(String tenantId, String jobId, long number, byte[] piece) {
        return box.seal(piece, place(tenantId, jobId, number));
    }

    /**
     * A piece.
     *
     * @throws dev.gatehouse.server.error.Rejection when it is not there, or no longer
     */
    public byte[] get(Transaction tx, String jobId, long number) {
        String content = tx.sql(
                        "SELECT content FROM job_piece WHERE tenant = :tenant AND job_id = :job AND number = :number")
                .bind("job", jobId)
                .bind("number", number)
                .first(row -> row.text(1))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("The file does not exist."));
        return box.openBytes(content, place(tx.tenantId(), jobId, number));
    }

    private static String place(String tenantId, String jobId, long number) {
        return tenantId + "/job_piece/" + jobId + "/" + number;
    }

    /** Whether a file has a piece of that number. */
    public boolean has(Transaction tx, String jobId, long number) {
        return tx.sql("SELECT number FROM job_piece WHERE tenant = :tenant AND job_id = :job AND number = :number")
                .bind("job", jobId)
                .bind("number", number)
                .first(row -> row.number(1))
                .isPresent();
    }

    /** Removes some pieces of a file, the first ones first; whether there may be more. */
    public boolean deleteSome(Transaction tx, String jobId) {
        return tx.sql(
                                "DELETE FROM job_piece WHERE tenant = :tenant AND job_id = :job AND number IN (SELECT number"
                                        + " FROM job_piece WHERE tenant = :tenant AND job_id = :job ORDER BY number LIMIT :most)")
                        .bind("job", jobId)
                        .bind("most", TOGETHER)
                        .update()
                == TOGETHER;
    }

    /** The jobs whose files are no longer kept: those that still wait need theirs. */
    List<String> expired(Transaction tx, int most) {
        return tx.sql("SELECT DISTINCT job_id FROM job_piece WHERE tenant = :tenant AND created_at < :before"
                        + " AND NOT EXISTS (SELECT 1 FROM job WHERE job.tenant = job_piece.tenant"
                        + " AND job.id = job_piece.job_id AND job.queue IS NOT NULL) LIMIT :most")
                .bind("before", clock.instant().minus(KEPT).toEpochMilli())
                .bind("most", most)
                .list(row -> row.text(1));
    }
}
