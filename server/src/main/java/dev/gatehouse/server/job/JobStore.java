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
import java.util.Locale;
import java.util.Optional;

/** The rows of {@code job}. Thread-safe. */
public final class JobStore {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Identifiers identifiers;
    private final InstantSource clock;

    public JobStore(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Adds a job that is pending, and removes those that are older than 30 days. */
    public Job create(Transaction tx, String type) {
        Instant now = clock.instant();
        tx.sql("DELETE FROM job WHERE tenant = :tenant AND created_at < :long_ago")
                .bind("long_ago", now.minus(KEPT).toEpochMilli())
                .update();
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("type", type).put("status", stored(Job.Status.PENDING));
        job.put("created_at", WireTime.of(now)).put("id", identifiers.prefixed("job_"));
        tx.sql("INSERT INTO job (tenant, id, created_at, body) VALUES (:tenant, :id, :created, :body)")
                .bind("id", job.path("id").asText())
                .bind("created", now.toEpochMilli())
                .bind("body", StoredJson.write(job))
                .update();
        return new Job(job);
    }

    private static String stored(Job.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
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

    /** Says how a job ended; one that is gone is no error. */
    public void finish(Transaction tx, String id, Job.Status status) {
        find(tx, id)
                .ifPresent(job -> tx.sql("UPDATE job SET body = :body WHERE tenant = :tenant AND id = :id")
                        .bind("id", id)
                        .bind("body", StoredJson.write(job.json().put("status", stored(status))))
                        .update());
    }
}
