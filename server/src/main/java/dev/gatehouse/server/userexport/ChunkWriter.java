package dev.gatehouse.server.userexport;

import dev.gatehouse.server.job.JobFileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses text (RFC 1952) into pieces of one size. Used by one thread. */
final class ChunkWriter {
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private final Consumer<byte[]> pieces;
    private long length;

    /**
     * @param pieces is given each of {@link JobFileStore#PIECE_BYTES}, and at the end what is left
     */
    ChunkWriter(Consumer<byte[]> pieces) {
        this.pieces = pieces;
        try {
            gzip = new FastGzip(compressed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String text) {
        try {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (compressed.size() >= JobFileStore.PIECE_BYTES) {
            cut(false);
        }
    }

    /** Writes what is left; the length of all of it, in bytes. */
    long finish() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(true);
        return length;
    }

    private void cut(boolean all) {
        byte[] bytes = compressed.toByteArray();
        compressed.reset();
        int from = 0;
        while (bytes.length - from >= JobFileStore.PIECE_BYTES || all && from < bytes.length) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + JobFileStore.PIECE_BYTES));
            pieces.accept(piece);
            from += piece.length;
            length += piece.length;
        }
        compressed.write(bytes, from, bytes.length - from);
    }

    /** An export is fetched once or twice: time counts for more than the last tenth of its size. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 65_536);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
