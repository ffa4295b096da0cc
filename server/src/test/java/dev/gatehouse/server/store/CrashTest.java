package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserRows;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.search.UserSearch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that dies while it writes: nothing it acknowledged is lost, and nothing is there by halves. */
@OnEveryDatabase
@Timeout(120)
class CrashTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final int CRASHES = 4;
    /** Which read both of the indexes that searches use. */
    private static final List<UserSearch.Sort> SORTS =
            List.of(new UserSearch.Sort("user_id", false), new UserSearch.Sort("identities.connection", true));

    private final Backend.Place place;

    CrashTest(Backend backend) {
        place = backend.newPlace();
    }

    @Test
    void losesNoAcknowledgedWriteAndKeepsNoHalfOne() throws Exception {
        Random random = new Random(20_260_101);
        Set<String> acknowledged = new HashSet<>();
        for (int crash = 0; crash < CRASHES; crash++) {
            acknowledged.addAll(writeUntilKilled(crash, 1 + random.nextInt(150)));

            try (Database database = place.open()) {
                Set<String> kept = ids(database, "users");
                assertThat(kept).containsAll(acknowledged);
                assertThat(ids(database, "user_identity")).isEqualTo(kept);
                for (UserSearch.Sort sort : SORTS) {
                    assertThat(found(database, sort)).isEqualTo(kept);
                }
            }
        }
    }

    /** The users that a process said it wrote, which was killed after so many. */
    private List<String> writeUntilKilled(int run, int writes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                Integer.toString(run)));
        command.addAll(place.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> written = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = out.readLine()) != null) {
                written.add(line);
                if (written.size() == writes) {
                    // Through the handle: the process itself would close its output, and with it what was acknowledged.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(written).hasSizeGreaterThanOrEqualTo(writes);
        return written;
    }

    private static Set<String> found(Database database, UserSearch.Sort sort) {
        UserSearch.Criteria any = new UserSearch.Criteria("_exists_:user_id", null);
        return database.read(
                TENANT,
                tx -> new UserSearch()
                        .find(tx, any, sort, Window.ALL).items().stream()
                                .map(User::id)
                                .collect(Collectors.toSet()));
    }

    private static Set<String> ids(Database database, String table) {
        return database.read(
                TENANT,
                tx -> new HashSet<>(
                        tx.sql("SELECT DISTINCT user_id FROM " + table).list(row -> row.text(1))));
    }

    /** The process that is killed: writes users on several threads, and names each once it is acknowledged. */
    static final class Writer {
        private static final int THREADS = 4;

        private Writer() {}

        /** The number of the run, then what {@link Backend.Place#arguments} gave. */
        public static void main(String[] arguments) {
            Database database = arguments[1].equals("sqlite")
                    ? new SqliteDatabase(Path.of(arguments[2]))
                    : new PostgresDatabase(arguments[2], InstantSource.system());
            UserStore users = UserRows.store(new Sequence(InstantSource.system()));
            for (int i = 0; i < THREADS; i++) {
                String prefix = arguments[0] + "-" + i + "-";
                new Thread(() -> writeForEver(database, users, prefix)).start();
            }
        }

        private static void writeForEver(Database database, UserStore users, String prefix) {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                User user = new User(json("{'user_id':'auth0|" + id + "','name':'n','user_metadata':{'a':1,'b':2}}"));
                List<Identifier> identifiers = List.of(new Identifier("username", id));
                database.write(TENANT, tx -> {
                    users.insert(tx, user, new IdentityKey("auth0", id), "db", identifiers);
                    return true;
                });
                System.out.println("auth0|" + id);
            }
        }
    }
}
