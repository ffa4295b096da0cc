package dev.gatehouse.server.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that only their owner may read and write, where the file system knows owners. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Makes an empty file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there
     */
    public static void create(Path file) throws IOException {
        Files.createFile(file, ownerOnly(file));
    }

    /**
     * Writes a file, in the place of one that may be there. It is written beside its place and moved there once it is
     * durable, so that a crash leaves the old file or the new one, never a part.
     */
    public static void write(Path file, String content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        create(beside);
        Files.writeString(beside, content, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        move(beside, file);
    }

    /** Copies a file, in the place of one that may be there, as {@link #write} does. */
    public static void copy(Path file, Path target) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(beside);
        create(beside);
        try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
            Files.copy(file, out);
        }
        move(beside, target);
    }

    /** Moves a file that is on the disk to its place in the same directory, and has that on the disk too. */
    public static void move(Path file, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    }

    /** Makes a directory that only its owner may read and write, unless it is there. */
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                syncDirectory(parent);
            }
        }
    }

    /** Makes what was made in a directory, or moved there, stay there. Where directories cannot be synced, the file system sees to it. */
    private static void syncDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
