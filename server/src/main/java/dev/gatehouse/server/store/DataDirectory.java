package dev.gatehouse.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory a server keeps its files in, held by one server at a time through the lock on its marker file. */
public final class DataDirectory implements AutoCloseable {
    private static final String MARKER = "gatehouse.lock";

    private final Path path;
    private final FileChannel marker;

    private DataDirectory(Path path, FileChannel marker) {
        this.path = path;
        this.marker = marker;
    }

    /**
     * Makes the directory if it is not there, and takes it.
     *
     * @throws DataDirectoryException when it cannot be written, holds files that are not Gatehouse's, or is in use
     */
    public static DataDirectory open(Path path) {
        try {
            create(path);
            if (isForeign(path)) {
                throw new DataDirectoryException("The data directory " + path
                        + " holds files that are not Gatehouse's. Name an empty or a new directory with --data.");
            }
            FileChannel marker =
                    FileChannel.open(path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(marker) == null) {
                marker.close();
                throw new DataDirectoryException("The data directory " + path
                        + " is in use by another Gatehouse server. Stop that one, or name another with --data.");
            }
            return new DataDirectory(path, marker);
        } catch (IOException e) {
            throw new DataDirectoryException("The data directory " + path + " cannot be written ("
                    + e.getClass().getSimpleName().replace("Exception", "") + "). Name one you may write with --data.");
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static boolean isForeign(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return !Files.exists(path.resolve(MARKER)) && files.findAny().isPresent();
        }
    }

    private static @Nullable FileLock lock(FileChannel marker) throws IOException {
        try {
            return marker.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A file in it. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Gives it up for another server. */
    @Override
    public void close() {
        try {
            marker.close();
        } catch (IOException e) {
            throw new StoreException("the data directory's lock could not be given up", e);
        }
    }
}
