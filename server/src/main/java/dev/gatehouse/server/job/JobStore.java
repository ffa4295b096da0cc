package dev.gatehouse.server.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code job}. Thread-safe. */
public final class JobStore {
    /** How long a job can be read. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Identifiers identifiers;
    private final InstantSource clock;

    public JobStore(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The id of a job that is yet to be made. */
    public String newId() {
        return identifiers.prefixed("job_");
    }

    /** Adds a job that is pending and that something else finishes. */
    public Job create(Transaction tx, String type) {
        return insert(tx, newId(), type, JsonNodeFactory.instance.objectNode(), null);
    }

    /**
     * Adds a job that is pending and waits for its turn.
     *
     * @param members what it is asked to do
     */
    public Job enqueue(Transaction tx, String id, String type, ObjectNode members) {
        return insert(tx, id, type, members, type);
    }

    private Job insert(Transaction tx, String id, String type, ObjectNode members, @Nullable String queue) {
        Instant now = clock.instant();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type);
        Job job = new Job(json).in(Job.Status.PENDING);
        json.setAll(members);
        json.put("created_at", WireTime.of(now)).put("id", id);
        tx.sql("INSERT INTO job (tenant, id, created_at, queue, body) VALUES (:tenant, :id, :created, :queue, :body)")
                .bind("id", id)
                .bind("created", now.toEpochMilli())
                .bind("queue", queue)
                .bind("body", StoredJson.write(json))
                .update();
        return job;
    }

    public Optional<Job> find(Transaction tx, String id) {
        return tx.sql("SELECT body FROM job WHERE tenant = :tenant AND id = :id")
                .bind("id", id)
                .first(row -> new Job(StoredJson.object(row.text(1))));
    }

    /**
     * The job with that id.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public Job require(Transaction tx, String id) {
        return find(tx, id).orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("The job does not exist."));
    }

    /** The ids of the jobs of a type that have not ended, the oldest first. */
    public List<String> waiting(Transaction tx, String type, int most) {
        return tx.sql(
                        "SELECT id FROM job WHERE tenant = :tenant AND queue = :queue ORDER BY created_at, id LIMIT :most")
                .bind("queue", type)
                .bind("most", most)
                .list(row -> row.text(1));
    }

    /** Stores what has become of a job that was found in the same transaction; one that has ended leaves its queue. */
    public void update(Transaction tx, Job job) {
        String body = StoredJson.write(job.json());
        String set = job.hasEnded() ? "body = :body, queue = NULL" : "body = :body";
        tx.sql("UPDATE job SET " + set + " WHERE tenant = :tenant AND id = :id")
                .bind("id", job.id())
                .bind("body", body)
                .update();
    }

    /** Says how a job ended; one that is gone is no error. */
    public void finish(Transaction tx, String id, Job.Status status) {
        find(tx, id).ifPresent(job -> update(tx, job.in(status)));
    }

    /** Removes a job. */
    public void delete(Transaction tx, String id) {
        tx.sql("DELETE FROM job WHERE tenant = :tenant AND id = :id")
                .bind("id", id)
                .update();
    }

    /** The ids of jobs that are no longer kept; what still waits is. */
    List<String> expired(Transaction tx, int most) {
        return tx.sql("SELECT id FROM job WHERE tenant = :tenant AND created_at < :before AND queue IS NULL"
                        + " ORDER BY created_at LIMIT :most")
                .bind("before", clock.instant().minus(KEPT).toEpochMilli())
                .bind("most", most)
                .list(row -> row.text(1));
    }
}
