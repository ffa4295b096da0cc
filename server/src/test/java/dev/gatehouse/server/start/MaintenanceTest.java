package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.store.DataDirectoryException;
import dev.gatehouse.server.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {
    @TempDir
    private Path directories;

    private Path data;
    private Path backup;

    @BeforeEach
    void name() {
        data = directories.resolve("data");
        backup = directories.resolve("backup");
    }

    private TestTenant start(Path directory) {
        return new TestTenant(directory, Map.of());
    }

    private static Configuration of(Path directory) {
        return ConfigurationReader.read(Map.of(Setting.DATA, directory.toString()), Map.of());
    }

    private static String create(TestTenant tenant, int number) {
        return tenant.caller()
                .post("/roles", "{'name':'role " + number + "'}")
                .expect(200)
                .text("/id");
    }

    @Test
    void backsUpATenantThatRunsAndIsWrittenTo() throws Exception {
        String before;
        try (TestTenant tenant = start(data)) {
            before = create(tenant, -1);
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Integer> writes = other.submit(() -> {
                int written = 0;
                while (!Thread.currentThread().isInterrupted() && written < 300) {
                    create(tenant, written++);
                }
                return written;
            });
            Maintenance.backUp(of(data), backup);
            assertThat(writes.get()).isEqualTo(300);
            other.shutdown();
        }
        assertThat(Maintenance.check(of(backup))).isEmpty();

        Path restored = directories.resolve("restored");
        Maintenance.restore(backup, of(restored));

        assertThat(Maintenance.check(of(restored))).isEmpty();
        try (TestTenant tenant = start(restored)) {
            assertThat(tenant.caller().get("/roles/" + before).expect(200).text("/name"))
                    .isEqualTo("role -1");
            create(tenant, 1_000);
        }
        try (Stream<Path> files = Files.list(backup)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("gatehouse.db", "encryption.key", "credentials.json", "ca.pem")
                    .noneMatch(file -> file.endsWith(".new") || file.endsWith(".lock"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsABackupToItsOwner() throws IOException {
        start(data).close();
        Maintenance.backUp(of(data), backup);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(backup)) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void writesOverNothing() throws IOException {
        start(data).close();
        Maintenance.backUp(of(data), backup);

        assertThatThrownBy(() -> Maintenance.backUp(of(data), backup))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("The directory " + backup + " holds files. Name a new or an empty one.");
        assertThatThrownBy(() -> Maintenance.restore(backup, of(data)))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("The data directory " + data
                        + " has a database already. Move it away, or name another with --data.");
        assertThatThrownBy(() -> Maintenance.restore(directories, of(data)))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("There is no gatehouse.db in " + directories + ".");
        assertThatThrownBy(() -> Maintenance.backUp(of(directories), directories.resolve("b")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("There is no gatehouse.db in " + directories + ".");
    }

    @Test
    void restoresNothingIntoADirectoryInUse() {
        try (TestTenant tenant = start(data)) {
            Maintenance.backUp(of(data), backup);
            assertThatThrownBy(() -> Maintenance.restore(backup, of(tenant.directory())))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("is in use by another Gatehouse server");
        }
    }

    @Test
    void findsDamage() throws IOException {
        start(data).close();
        Maintenance.backUp(of(data), backup);
        damage(backup.resolve("gatehouse.db"));

        assertThat(Maintenance.check(of(backup)))
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .startsWith(backup.resolve("gatehouse.db").toString());
        assertThatThrownBy(() -> Maintenance.restore(backup, of(directories.resolve("restored"))))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the backup " + backup + " is damaged: ");
        assertThat(directories.resolve("restored")).doesNotExist();
    }

    @Test
    void letsAnOperatorBackIn() throws IOException {
        String role;
        try (TestTenant tenant = start(data)) {
            role = create(tenant, 1);
            assertThatThrownBy(() -> Maintenance.createOperator(of(data)))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("is in use by another Gatehouse server");
        }
        Files.delete(data.resolve("credentials.json"));

        String clientId = Maintenance.createOperator(of(data));

        JsonNode credentials =
                new JsonMapper().readTree(data.resolve("credentials.json").toFile());
        assertThat(credentials.path("client_id").asText()).isEqualTo(clientId);
        try (TestTenant tenant = start(data)) {
            assertThat(tenant.caller().get("/clients/" + clientId).expect(200).text("/name"))
                    .isEqualTo("Gatehouse operator");
            assertThat(tenant.caller().get("/roles/" + role).expect(200).text("/name"))
                    .isEqualTo("role 1");
        }
        assertThatThrownBy(() -> Maintenance.createOperator(of(directories.resolve("nothing"))))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageStartingWith("There is no gatehouse.db in ");
    }

    private static void damage(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long place = 8_192; place < bytes.length(); place += 4_096) {
                bytes.seek(place);
                bytes.write(new byte[512]);
            }
        }
    }

    @Test
    void findsThatTheKeyIsMissingOrAnother() throws IOException {
        start(data).close();
        Path key = data.resolve("encryption.key");
        byte[] content = Files.readAllBytes(key);

        Files.delete(key);
        assertThat(Maintenance.check(of(data))).singleElement().asString().contains("encryption.key is missing");

        content[0] = content[0] == 'A' ? (byte) 'B' : (byte) 'A';
        Files.write(key, content);
        assertThat(Maintenance.check(of(data)))
                .singleElement()
                .asString()
                .endsWith("a secret in it cannot be read with this encryption key");
    }
}
