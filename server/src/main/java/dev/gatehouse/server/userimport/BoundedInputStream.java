package dev.gatehouse.server.userimport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes up to a limit: what is small when it is compressed may be anything when it is not. */
final class BoundedInputStream extends FilterInputStream {
    private final long limit;
    private long left;

    BoundedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        return value < 0 ? value : (int) counted(1, value);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        return count < 0 ? count : (int) counted(count, count);
    }

    private long counted(int count, long result) {
        left -= count;
        if (left < 0) {
            throw new UnreadableFileException("The file is larger than " + limit + " bytes.");
        }
        return result;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
