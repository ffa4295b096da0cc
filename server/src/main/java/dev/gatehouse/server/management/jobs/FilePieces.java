package dev.gatehouse.server.management.jobs;

import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a file that was uploaded where every node finds it, each piece in a transaction of its own. */
final class FilePieces {
    private final JobFileStore files;

    FilePieces(JobFileStore files) {
        this.files = files;
    }

    /** The length of what was stored, in bytes. */
    long store(Transactions transactions, Tenant tenant, String jobId, Path file) {
        long length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(JobFileStore.PIECE_BYTES);
            for (long number = 0; piece.length > 0; number++) {
                long place = number;
                String sealed = files.sealed(tenant.id(), jobId, place, piece);
                transactions.writePart(tx -> {
                    files.put(tx, jobId, place, sealed);
                    return true;
                });
                length += piece.length;
                piece = in.readNBytes(JobFileStore.PIECE_BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return length;
    }
}
