package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserRows;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.search.UserSearch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A disk that fails: the caller is told clearly, nothing acknowledged is lost, and all goes on once the disk does. */
@Timeout(120)
class StorageFaultTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final int MORE_THAN_A_WRITE_HAS = 60;

    @TempDir
    Path directory;

    private final FaultyConnections faults = new FaultyConnections();
    private final UserStore users = UserRows.store(new Sequence(InstantSource.system()));
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private Path file;
    private Database database;

    @BeforeEach
    void open() {
        file = directory.resolve("gatehouse.db");
        database = new SqliteDatabase(file, Duration.ofSeconds(30), faults);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, false, The server's disk is full.",
        "SQLITE_FULL, true, The server's disk is full.",
        "SQLITE_IOERR, false, The server's disk fails.",
        "SQLITE_IOERR, true, The server's disk fails.",
        "SQLITE_READONLY, false, The server's database is read-only.",
        "SQLITE_NOMEM, false, The server is out of memory.",
        "SQLITE_NOMEM, true, The server is out of memory.",
        "SQLITE_CORRUPT, false, The server's database is damaged.",
        "SQLITE_CANTOPEN, false, The server's disk fails.",
    })
    void refusesAWriteAtWhateverStatementItFailsAndGoesOn(SQLiteErrorCode code, boolean byItself, String message)
            throws Exception {
        for (int position = 1; position <= MORE_THAN_A_WRITE_HAS; position++) {
            int failing = position;
            faults.fail(byItself, at -> at >= failing ? new SQLiteException("injected", code) : null);
            Throwable failure = catchThrowable(this::writeUser);
            int statements = faults.heal();
            if (statements >= failing) {
                assertUnavailable(failure, message);
            } else {
                assertThat(failure).isNull();
            }
            writeUser();
        }
        assertKept();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE_IOERR, The server's disk fails.", "SQLITE_CORRUPT, The server's database is damaged."})
    void refusesAReadAtWhateverStatementItFailsAndGoesOn(SQLiteErrorCode code, String message) {
        writeUser();
        for (int position = 1; position <= 5; position++) {
            int failing = position;
            faults.fail(false, at -> at == failing ? new SQLiteException("injected", code) : null);
            Throwable failure = catchThrowable(this::ids);
            if (faults.heal() >= failing) {
                assertUnavailable(failure, message);
            }
            assertThat(ids()).isEqualTo(acknowledged);
        }
    }

    @Test
    void acknowledgesExactlyWhatIsKeptWhenWritersFailAtRandom() throws Exception {
        Random random = new Random(20_260_102);
        faults.fail(
                true,
                at -> random.nextInt(25) == 0 ? new SQLiteException("injected", SQLiteErrorCode.SQLITE_IOERR) : null);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(writers.submit(() -> {
                int refused = 0;
                for (int n = 0; n < 60; n++) {
                    refused += catchThrowable(this::writeUser) == null ? 0 : 1;
                }
                return refused;
            }));
        }
        int refused = 0;
        for (Future<Integer> result : results) {
            refused += result.get(100, TimeUnit.SECONDS);
        }
        writers.shutdown();
        faults.heal();

        assertThat(refused).isPositive();
        assertThat(acknowledged).hasSize(8 * 60 - refused);
        assertKept();
    }

    @Test
    void acknowledgesNothingThatAnErrorEnds() throws Exception {
        for (int position = 1; position <= MORE_THAN_A_WRITE_HAS; position++) {
            int failing = position;
            faults.fail(false, at -> at == failing ? new OutOfMemoryError("injected") : null);
            Throwable failure = catchThrowable(this::writeUser);
            if (faults.heal() >= failing) {
                assertThat(failure).isInstanceOf(OutOfMemoryError.class);
            }
            writeUser();
        }
        assertKept();
    }

    @Test
    void writesAgainOnceADiskThatWasFullHasRoom() throws Exception {
        database.close();
        faults.beginWith("PRAGMA max_page_count = 200");
        database = new SqliteDatabase(file, Duration.ofSeconds(30), faults);
        Throwable failure = null;
        while (failure == null) {
            failure = catchThrowable(this::writeUser);
        }
        assertUnavailable(failure, "The server's disk is full.");
        for (int i = 0; i < 5; i++) {
            assertUnavailable(catchThrowable(() -> write(largeUser())), "The server's disk is full.");
            assertThat(ids()).isEqualTo(acknowledged);
        }

        faults.beginWith("PRAGMA max_page_count = 1000000");

        for (int i = 0; i < 20; i++) {
            writeUser();
        }
        assertKept();
    }

    @Test
    void saysThatTheDatabaseIsDamaged() throws Exception {
        for (int i = 0; i < 300; i++) {
            writeUser();
        }
        long root = database.read(
                TENANT,
                tx -> tx.sql("SELECT rootpage FROM sqlite_master WHERE name = 'users'")
                        .number());
        database.close();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] garbage = new byte[4_096];
            new Random(1).nextBytes(garbage);
            bytes.seek((root - 1) * garbage.length);
            bytes.write(garbage);
        }
        database = new SqliteDatabase(file);

        assertUnavailable(
                catchThrowable(() -> database.read(
                        TENANT, tx -> tx.sql("SELECT * FROM users").list(row -> row.text(1)))),
                "The server's database is damaged.");
    }

    private static void assertUnavailable(Throwable failure, String message) {
        assertThat(failure).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(refusal.publicMessage()).isEqualTo(message);
        });
    }

    private void writeUser() {
        write("n");
    }

    private static String largeUser() {
        return "large ".repeat(100_000);
    }

    private void write(String name) {
        String id = "u" + number.incrementAndGet();
        database.write(TENANT, tx -> {
            users.insert(
                    tx,
                    new User(
                            json("{'user_id':'auth0|" + id + "','name':'" + name + "','user_metadata':{'a':1,'b':2}}")),
                    new IdentityKey("auth0", id),
                    "db",
                    List.of(new Identifier("username", id)));
            return true;
        });
        acknowledged.add("auth0|" + id);
    }

    private Set<String> ids() {
        return database.read(
                TENANT, tx -> new HashSet<>(tx.sql("SELECT user_id FROM users").list(row -> row.text(1))));
    }

    /** What was acknowledged is there, whole, and nothing else; and the file is sound. */
    private void assertKept() throws SQLException, IOException {
        assertThat(ids()).isEqualTo(acknowledged);
        Set<String> owners = database.read(
                TENANT,
                tx -> new HashSet<>(
                        tx.sql("SELECT DISTINCT user_id FROM user_identity").list(row -> row.text(1))));
        assertThat(owners).isEqualTo(acknowledged);
        UserSearch.Criteria any = new UserSearch.Criteria("_exists_:user_id", null);
        List<User> found = database.read(
                TENANT,
                tx -> new UserSearch()
                        .find(tx, any, new UserSearch.Sort("user_id", true), Window.ALL)
                        .items());
        assertThat(found.stream().map(User::id)).containsExactlyInAnyOrderElementsOf(acknowledged);
        database.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("PRAGMA integrity_check")
                            .getString(1))
                    .isEqualTo("ok");
        }
    }
}
