package dev.gatehouse.server.store;

import dev.gatehouse.server.file.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory a server keeps its files in, held by one server at a time through the lock on its marker file. */
public final class DataDirectory implements AutoCloseable {
    /** The name of the SQLite database in it. */
    public static final String DATABASE = "gatehouse.db";
    /** The name of the file that secrets in the database are encrypted with. */
    public static final String ENCRYPTION_KEY = "encryption.key";
    /** The name of the file whose lock tells that a server uses it. */
    public static final String LOCK = "gatehouse.lock";

    /** The name of the directory for files that are on their way in. */
    public static final String UPLOADS = "uploads";

    /** What a directory may hold that is new: the settings, and what file systems put there by themselves. */
    private static final Set<String> NOT_FOREIGN = Set.of("gatehouse.properties", "lost+found");

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
            PrivateFile.createDirectories(path);
            if (isForeign(path)) {
                throw new DataDirectoryException("The data directory " + path
                        + " holds files that are not Gatehouse's. Name an empty or a new directory with --data.");
            }
            FileChannel marker =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    private static boolean isForeign(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return !Files.exists(path.resolve(LOCK))
                    && files.anyMatch(
                            file -> !NOT_FOREIGN.contains(file.getFileName().toString()));
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
