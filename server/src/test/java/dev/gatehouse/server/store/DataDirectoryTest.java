package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    private Path path;

    @BeforeEach
    void nameADirectory() {
        path = parent.resolve("data/of/gatehouse");
    }

    @Test
    void isMadeWhenItIsNotThereAndOpensAgain() throws IOException {
        try (DataDirectory directory = DataDirectory.open(path)) {
            Files.writeString(directory.file("gatehouse.db"), "rows");
        }

        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.file("gatehouse.db")).hasContent("rows");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersOnlyWhenItIsMade() throws IOException {
        DataDirectory.open(path).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheDatabaseToItsOwnerWhoeverMadeTheDirectory() throws IOException {
        try (Database database = new SqliteDatabase(parent.resolve("gatehouse.db"));
                var files = Files.list(parent)) {
            assertThat(database).isNotNull();
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void holdsTheDatabaseInOneFileOnceThatIsClosed() throws IOException {
        new SqliteDatabase(parent.resolve("gatehouse.db")).close();

        assertThat(parent).isDirectoryContaining("glob:**gatehouse.db");
        try (var files = Files.list(parent)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void mayBeAnEmptyDirectoryThatIsThere() throws IOException {
        Files.createDirectories(path);

        DataDirectory.open(path).close();
    }

    @Test
    void isOneServersAtATime() {
        try (DataDirectory first = DataDirectory.open(path)) {
            assertThat(first.file("x")).isEqualTo(path.resolve("x"));
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage("The data directory " + path
                            + " is in use by another Gatehouse server. Stop that one, or name another with --data.");
        }
        DataDirectory.open(path).close();
    }

    @Test
    void mayHoldSettingsAndWhatFileSystemsPutThere() throws IOException {
        Files.createDirectories(path.resolve("lost+found"));
        Files.writeString(path.resolve("gatehouse.properties"), "");

        DataDirectory.open(path).close();
    }

    @Test
    void isNoDirectoryOfSomethingElse() throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> DataDirectory.open(path))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("The data directory " + path
                        + " holds files that are not Gatehouse's. Name an empty or a new directory with --data.");
        assertThat(path).isDirectoryNotContaining("glob:**gatehouse.lock");
    }

    @Test
    void cannotBeAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("The data directory " + file
                        + " cannot be written (FileAlreadyExists). Name one you may write with --data.");
    }

    @Test
    void cannotBeBelowAFile() throws IOException {
        Path below = Files.writeString(parent.resolve("file"), "").resolve("data");

        assertThatThrownBy(() -> DataDirectory.open(below))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageStartingWith("The data directory " + below + " cannot be written (")
                .hasMessageEndingWith("). Name one you may write with --data.");
    }

    @Test
    void saysWhenTheDatabaseInItIsNone() throws IOException {
        Path file = Files.writeString(parent.resolve("gatehouse.db"), "this is no database".repeat(100));

        assertThatThrownBy(() -> new SqliteDatabase(file))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("it cannot be opened: ")
                .hasMessageContaining("not a database")
                .hasMessageNotContaining("\n");
    }
}
