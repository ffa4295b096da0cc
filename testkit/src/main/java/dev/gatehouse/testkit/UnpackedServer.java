package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The server's jars on the disk, unpacked once for every JVM that runs the same testkit: in a cache of the user's own, below a
 * name made of their checksums. What no run has used for a month is deleted.
 */
final class UnpackedServer {
    private static final String PREFIX = "dev/gatehouse/testkit/server/";
    private static final String NAME = "testkit-";
    private static final Duration UNUSED = Duration.ofDays(30);

    private UnpackedServer() {}

    /** The directory that they are in: in the user's cache, or a temporary one where that cannot be written. */
    static Path of(Path testkit) throws IOException {
        Path cache = cache(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        try {
            return in(cache, testkit);
        } catch (IOException e) {
            return in(TemporaryDirectory.create(), testkit);
        }
    }

    /** The directory that they are in, below that cache. */
    static Path in(Path cache, Path testkit) throws IOException {
        try (ZipFile jar = new ZipFile(testkit.toFile())) {
            List<? extends ZipEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(PREFIX) && !entry.isDirectory())
                    .toList();
            makePrivate(cache);
            Path directory = cache.resolve(NAME + checksum(entries));
            if (!isWhole(directory, entries)) {
                unpack(jar, entries, directory);
            }
            Files.setLastModifiedTime(directory, FileTime.from(now()));
            deleteUnused(cache);
            return directory;
        }
    }

    /** Where programs keep what they can make again, by the custom of the system. */
    static Path cache(Map<String, String> environment, String system, Path home) {
        String custom = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!custom.isEmpty()) {
            return Path.of(custom, "gatehouse");
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Path.of(environment.getOrDefault("LOCALAPPDATA", home.toString()), "gatehouse", "cache");
        }
        return name.startsWith("mac") ? home.resolve("Library/Caches/gatehouse") : home.resolve(".cache/gatehouse");
    }

    private static void makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static String checksum(List<? extends ZipEntry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ZipEntry entry : entries) {
                String line = entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path target(Path directory, ZipEntry entry) {
        return directory.resolve(entry.getName().substring(PREFIX.length()));
    }

    /** A file that somebody removed or cut off is missed here, and not by a class that cannot be loaded. */
    private static boolean isWhole(Path directory, List<? extends ZipEntry> entries) throws IOException {
        for (ZipEntry entry : entries) {
            Path file = target(directory, entry);
            if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return true;
    }

    /** Under another name first, so that JVMs that start together see it whole or not at all. */
    private static void unpack(ZipFile jar, List<? extends ZipEntry> entries, Path directory) throws IOException {
        TemporaryDirectory.delete(directory);
        Path fresh = Files.createTempDirectory(directory.getParent(), "unpacking-");
        for (ZipEntry entry : entries) {
            Path file = target(fresh, entry);
            Files.createDirectories(file.getParent());
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
        }
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            TemporaryDirectory.delete(fresh); // another JVM was faster
        }
    }

    private static void deleteUnused(Path cache) throws IOException {
        Instant limit = now().minus(UNUSED);
        try (Stream<Path> directories = Files.list(cache)) {
            directories
                    .filter(each -> each.getFileName().toString().startsWith(NAME))
                    .filter(each -> isOlder(each, limit))
                    .forEach(TemporaryDirectory::delete);
        }
    }

    private static boolean isOlder(Path directory, Instant limit) {
        try {
            return Files.getLastModifiedTime(directory).toInstant().isBefore(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }
}
