package dev.gatehouse.client.jobs;

import dev.gatehouse.client.error.MalformedResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is on its way: written beside its place, under another name, until all of it is there. Only its owner may read
 * it: there are users in it. For one thread at a time, but for {@link #close}.
 */
final class ExportedFile implements AutoCloseable {
    private final Path target;
    private final boolean gunzipped;
    private final Path part;
    private final FileChannel channel;
    private volatile @Nullable Path whole;

    /**
     * @param gunzipped whether it is, in its place
     */
    ExportedFile(Path target, boolean gunzipped) throws IOException {
        this.target = target.toAbsolutePath();
        this.gunzipped = gunzipped;
        this.part = beside();
        this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
    }

    private Path beside() throws IOException {
        return Files.createTempFile(target.getParent(), "." + target.getFileName() + "-", ".part");
    }

    /** How much of it has come, in bytes. */
    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(byte[] bytes) {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restart() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts it in its place.
     *
     * @throws MalformedResponseException when it is broken
     */
    void settle(String jobId) {
        try {
            channel.force(true);
            channel.close();
            Path ready = gunzipped && isGzip() ? gunzip() : part;
            Files.move(ready, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (EOFException | ZipException e) {
            throw new MalformedResponseException("The file of " + jobId + " is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its first two bytes (RFC 1952 §2.3.1). */
    private boolean isGzip() throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            return in.read() == 0x1F && in.read() == 0x8B;
        }
    }

    private Path gunzip() throws IOException {
        Path unpacked = beside();
        whole = unpacked;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part), 1 << 16);
                OutputStream out = Files.newOutputStream(unpacked, StandardOpenOption.WRITE)) {
            // Into the file that was made for its owner alone: a copy of a file would make another one.
            in.transferTo(out);
        }
        return unpacked;
    }

    /** Leaves nothing behind but what is in its place. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
            Path unpacked = whole;
            if (unpacked != null) {
                Files.deleteIfExists(unpacked);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
