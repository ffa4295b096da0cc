package dev.gatehouse.server.management.jobs;

import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.http.ResponseStream;
import dev.gatehouse.server.job.JobErrorStore;
import dev.gatehouse.server.job.JobErrorStore.JobError;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What an import failed on: an array, however long, of which little is in memory. */
final class JobErrors {
    private static final int TOGETHER = 500;

    private final Database database;
    private final JobErrorStore errors = new JobErrorStore();

    JobErrors(Database database) {
        this.database = database;
    }

    ApiResponse of(Transaction tx, String jobId) {
        List<JobError> first = errors.after(tx, jobId, -1, TOGETHER);
        if (first.size() < TOGETHER) {
            return ApiResponse.array(
                    first.stream().map(error -> StoredJson.read(error.json())).toList());
        }
        Tenant tenant = tx.tenant();
        return ApiResponse.stream("application/json; charset=utf-8", sink -> write(sink, tenant, jobId, first));
    }

    private void write(ResponseStream.Sink sink, Tenant tenant, String jobId, List<JobError> first) throws IOException {
        List<JobError> page = first;
        String before = "[";
        while (!page.isEmpty() && sink.isOpen()) {
            String text = page.stream().map(JobError::json).collect(Collectors.joining(","));
            sink.write((before + text).getBytes(StandardCharsets.UTF_8));
            before = ",";
            long last = page.get(page.size() - 1).number();
            page = database.read(tenant, tx -> errors.after(tx, jobId, last, TOGETHER));
        }
        sink.write("]".getBytes(StandardCharsets.UTF_8));
    }
}
