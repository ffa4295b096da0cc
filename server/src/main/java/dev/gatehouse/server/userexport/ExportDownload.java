package dev.gatehouse.server.userexport;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /exports/{file}}: the file of an export, whole or in part (RFC 9110 §14), to whoever has its link. It is read a
 * piece at a time. Thread-safe.
 */
public final class ExportDownload implements Endpoint {
    /** Where it is mounted. */
    public static final String TEMPLATE = ExportLinks.PATH + "/{file}";

    /** Of a part that is asked for. A client that wants more asks again. */
    private static final long MAX_RANGE = 1 << 20;

    private final Tenants tenants;
    private final Database database;
    private final JobStore jobs;
    private final JobFileStore files;
    private final ExportLinks links;

    public ExportDownload(Tenants tenants, Database database, JobStore jobs, JobFileStore files, ExportLinks links) {
        this.tenants = tenants;
        this.database = database;
        this.jobs = jobs;
        this.files = files;
        this.links = links;
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        String file = request.pathParameter("file");
        requireLink(tenant, file, request.query());
        String id = file.replaceFirst("\\..*", "");
        long length = database.read(tenant, tx -> {
            Job job = jobs.require(tx, id);
            if (!files.has(tx, id, 0)) {
                throw ErrorCode.NOT_FOUND.refuse("The file is no longer kept.");
            }
            return job.count("file_length");
        });
        String etag = '"' + id + "-" + length + '"';
        Map<String, String> headers = headers(file, etag);
        String condition = request.header("if-range");
        ByteRange range =
                condition == null || condition.equals(etag) ? ByteRange.of(request.header("range"), length) : null;
        if (range == null) {
            return whole(tenant, id, length, headers);
        }
        if (range.isBeyond(length)) {
            headers.put("content-range", "bytes */" + length);
            return new Response(416, headers, new byte[0]);
        }
        return part(tenant, id, length, range, headers);
    }

    private void requireLink(Tenant tenant, String file, @Nullable String query) {
        try {
            Form parameters = Form.parse(query);
            String expires = parameters.first("expires");
            String signature = parameters.first("signature");
            if (expires != null && signature != null && links.isValid(tenant, file, expires, signature)) {
                return;
            }
        } catch (MalformedFormException e) {
            // Refused as any other that is not ours.
        }
        throw ErrorCode.FORBIDDEN.refuse("The link is not valid, or has expired. Read the job for a new one.");
    }

    private static Map<String, String> headers(String file, String etag) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/gzip");
        headers.put("content-disposition", "attachment; filename=\"" + file + "\"");
        headers.put("accept-ranges", "bytes");
        headers.put("etag", etag);
        headers.put("cache-control", "private, no-store");
        headers.put("x-content-type-options", "nosniff");
        return headers;
    }

    private Response whole(Tenant tenant, String id, long length, Map<String, String> headers) {
        long pieces = (length + JobFileStore.PIECE_BYTES - 1) / JobFileStore.PIECE_BYTES;
        return new Response(200, headers, piece(tenant, id, 0)).followedBy(sink -> {
            for (long number = 1; number < pieces && sink.isOpen(); number++) {
                sink.write(piece(tenant, id, number));
            }
        });
    }

    private Response part(Tenant tenant, String id, long length, ByteRange asked, Map<String, String> headers) {
        ByteRange range = new ByteRange(asked.first(), Math.min(asked.last(), asked.first() + MAX_RANGE - 1));
        byte[] bytes = new byte[(int) range.length()];
        int filled = 0;
        while (filled < bytes.length) {
            long at = range.first() + filled;
            byte[] piece = piece(tenant, id, at / JobFileStore.PIECE_BYTES);
            int from = (int) (at % JobFileStore.PIECE_BYTES);
            int count = Math.min(piece.length - from, bytes.length - filled);
            System.arraycopy(piece, from, bytes, filled, count);
            filled += count;
        }
        headers.put("content-range", "bytes " + range.first() + "-" + range.last() + "/" + length);
        return new Response(206, headers, bytes);
    }

    private byte[] piece(Tenant tenant, String id, long number) {
        return database.read(tenant, tx -> files.get(tx, id, number));
    }
}
