package dev.gatehouse.server.store;

import dev.gatehouse.server.configuration.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** SQLite in a directory that goes when the tests have run. */
final class SqliteBackend extends Backend {
    private final Path directory;
    private final AtomicInteger files = new AtomicInteger();

    SqliteBackend() {
        this(newDirectory());
    }

    private SqliteBackend(Path directory) {
        super(new SqliteDatabase(directory.resolve("shared.db")));
        this.directory = directory;
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("gatehouse-stores");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Place newPlace() {
        return new InFile(directory.resolve(files.incrementAndGet() + ".db"));
    }

    private record InFile(Path file) implements Place {
        @Override
        public Database open(Duration timeout) {
            return new SqliteDatabase(file, timeout);
        }

        @Override
        public List<String> arguments() {
            return List.of("sqlite", file.toString());
        }

        @Override
        public Map<Setting, String> settings() {
            return Map.of();
        }
    }

    /** The lock on the data directory sees to it. */
    @Override
    public int mostServers() {
        return 1;
    }

    @Override
    public void close() {
        super.close();
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
