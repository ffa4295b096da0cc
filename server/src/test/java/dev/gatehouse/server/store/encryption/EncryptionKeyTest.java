package dev.gatehouse.server.store.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeOnceAndStays() throws IOException {
        byte[] made = EncryptionKey.in(directory.resolve("a.key"));

        assertThat(made).hasSize(32).isEqualTo(EncryptionKey.in(directory.resolve("a.key")));
        assertThat(made).isNotEqualTo(EncryptionKey.in(directory.resolve("b.key")));
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.key", "b.key");
        }
    }

    @Test
    void isNotMadeWhereOneWasUsed() {
        Path file = directory.resolve("a.key");

        assertThatThrownBy(() -> EncryptionKey.existing(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The encryption key " + file + " is missing, and the database holds secrets that only that"
                        + " key can read. Put it back from a backup.");
        assertThat(file).doesNotExist();

        byte[] made = EncryptionKey.in(file);
        assertThat(EncryptionKey.existing(file)).isEqualTo(made);
    }

    @Test
    void isMadeAfterACrashWhileItWasWritten() throws IOException {
        Files.writeString(directory.resolve("a.key.new"), "cut sho");

        assertThat(EncryptionKey.in(directory.resolve("a.key"))).hasSize(32);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersOnly() throws IOException {
        EncryptionKey.in(directory.resolve("a.key"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a.key"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void refusesAFileThatHoldsSomethingElse(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("a.key"), content);

        assertThatThrownBy(() -> EncryptionKey.in(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key in " + file + " cannot be used: an encryption key is 32 bytes in Base64.");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        Path file = directory.resolve("none/a.key");

        assertThatThrownBy(() -> EncryptionKey.in(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the encryption key " + file + " cannot be read");
    }

    @Test
    void isReadFromText() {
        byte[] key = new byte[32];
        key[31] = 7;

        assertThat(EncryptionKey.parse(Base64.getEncoder().encodeToString(key))).isEqualTo(key);
    }
}
