package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.sql.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class MigrationsTest {
    @TempDir
    Path directory;

    @Test
    void theNewestIsTheLastFileInTheFolder() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(getClass().getClassLoader().getResource(Migrations.FOLDER))
                .toURI());
        try (Stream<Path> files = Stream.of("", "_sqlite", "_postgresql")
                .flatMap(end -> filesOf(folder.resolveSibling(folder.getFileName() + end)))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .mapToInt(name -> Integer.parseInt(name.replaceAll("^V(\\d+)__.*", "$1")))
                            .max())
                    .hasValue(Migrations.NEWEST);
        }
    }

    private static Stream<Path> filesOf(Path folder) {
        try {
            return Files.list(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesADatabaseOfANewerRelease() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("gatehouse.db"));
        Migrations.run(source, Dialect.SQLITE);
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("UPDATE schema_version SET version = '99'");
        }
        assertThatThrownBy(() -> Migrations.run(source, Dialect.SQLITE))
                .isInstanceOf(StoreException.class)
                .hasMessage("a newer Gatehouse has migrated it to schema 99, and this one knows schemas up to "
                        + Migrations.NEWEST);
    }
}
