package dev.gatehouse.server.http;

import dev.gatehouse.server.http.BodyReader.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** Reads the body of an upload as it arrives, its files to disk, without a thread that waits for the client. */
final class UploadReader {
    private static final int MAX_PARTS = 32;
    private static final int MAX_PART_HEADERS = 4_096;
    /** Of a part in memory; a larger one is on disk, whether it is a file or not. */
    private static final int MAX_FIELD = 16_384;

    private static final int MAX_AT_ONCE = 8;
    private static final String MEDIA_TYPE = "multipart/form-data";

    private final Semaphore turns = new Semaphore(MAX_AT_ONCE);
    private final Duration grace;

    /**
     * @param grace how long a body may arrive at less than 1 KiB a second
     */
    UploadReader(Duration grace) {
        this.grace = grace;
    }

    /** Whether a body of that type is read by this. */
    static boolean takes(@Nullable String contentType) {
        return contentType != null
                && contentType.regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length())
                && boundary(contentType) != null;
    }

    private static @Nullable String boundary(String contentType) {
        String boundary = MultiPart.extractBoundary(contentType);
        return boundary == null || boundary.isEmpty() ? null : boundary;
    }

    /** An upload that has arrived, and its files. */
    static final class Received implements AutoCloseable {
        private final Upload upload;
        private final Runnable release;

        private Received(Upload upload, Runnable release) {
            this.upload = upload;
            this.release = release;
        }

        Upload upload() {
            return upload;
        }

        /** Deletes the files. */
        @Override
        public void close() {
            release.run();
        }
    }

    /** The whole upload. Fails with a {@link RefusedException} when it is not taken, or with what happened to the connection. */
    CompletableFuture<Received> read(org.eclipse.jetty.server.Request jetty, String contentType, UploadPolicy policy) {
        if (!turns.tryAcquire()) {
            return CompletableFuture.failedFuture(BodyReader.busy());
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(String.valueOf(boundary(contentType)));
        parser.setFilesDirectory(policy.directory());
        parser.setMaxMemoryFileSize(MAX_FIELD);
        parser.setMaxFileSize(-1);
        parser.setMaxLength(-1);
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        return parser.parse(new PacedSource(jetty, policy.maximum(), grace)).handle((parts, failure) -> {
            if (parts == null) {
                turns.release();
                throw new CompletionException(reason(failure));
            }
            return received(parts, policy.directory());
        });
    }

    private Received received(MultiPartFormData.Parts parts, Path directory) {
        Runnable release = () -> {
            delete(parts);
            turns.release();
        };
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            Map<String, Upload.UploadedFile> files = new LinkedHashMap<>();
            for (MultiPart.Part part : parts) {
                if (part.getFileName() == null && part.getLength() <= MAX_FIELD) {
                    fields.putIfAbsent(part.getName(), part.getContentAsString(StandardCharsets.UTF_8));
                } else if (!files.containsKey(part.getName())) {
                    Path file = Files.createTempFile(directory, "upload-", ".part");
                    files.put(part.getName(), new Upload.UploadedFile(file, part.getLength()));
                    part.writeTo(file);
                }
            }
            Runnable all = () -> {
                files.values().forEach(file -> delete(file.path()));
                release.run();
            };
            return new Received(new Upload(fields, files), all);
        } catch (IOException e) {
            release.run();
            throw new CompletionException(new UncheckedIOException(e));
        }
    }

    private static void delete(MultiPartFormData.Parts parts) {
        for (MultiPart.Part part : parts) {
            try {
                part.delete();
            } catch (IOException e) {
                // It was moved to its place, or is deleted with its directory at the next start.
            }
        }
        parts.close();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Deleted with its directory at the next start.
        }
    }

    /** What Jetty's parser cannot read is the client's fault, unless the connection or the disk is. */
    private static Throwable reason(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof RefusedException
                    || cause instanceof EofException
                    || cause instanceof TimeoutException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return new RefusedException(400, "The body is not valid multipart/form-data");
    }
}
