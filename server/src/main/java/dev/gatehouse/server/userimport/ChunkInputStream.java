package dev.gatehouse.server.userimport;

import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.work.WorkRun;
import java.io.InputStream;
import java.util.Objects;

/** The file of a job, read a piece at a time. Used by one thread. */
final class ChunkInputStream extends InputStream {
    private final WorkRun run;
    private final JobFileStore files;
    private final long pieces;
    private byte[] piece = new byte[0];
    private int at;
    private long next;

    /**
     * @param length of the file, in bytes
     */
    ChunkInputStream(WorkRun run, JobFileStore files, long length) {
        this.run = run;
        this.files = files;
        this.pieces = (length + JobFileStore.PIECE_BYTES - 1) / JobFileStore.PIECE_BYTES;
    }

    @Override
    public int read() {
        return hasMore() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, count);
        at += count;
        return count;
    }

    /** So that one who decompresses knows that this is not the end. */
    @Override
    public int available() {
        return at < piece.length || next < pieces ? Math.max(1, piece.length - at) : 0;
    }

    private boolean hasMore() {
        while (at == piece.length && next < pieces) {
            long number = next++;
            piece = run.read(tx -> files.get(tx, run.item(), number));
            at = 0;
        }
        return at < piece.length;
    }
}
