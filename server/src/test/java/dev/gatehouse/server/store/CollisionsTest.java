package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.TestTenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose database asks for every tenth statement and commit to be run again, as it does when writes collide. */
@OnEveryDatabase
@Timeout(180)
class CollisionsTest {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final int WRITERS = 6;
    private static final int ROUNDS = 8;

    private final Random random = new Random(11);
    private final FaultyConnections connections = new FaultyConnections();
    private final List<Driver> drivers = new ArrayList<>();
    private final Backend backend;

    CollisionsTest(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void putBeforeTheDriver() throws SQLException {
        assumeTrue(backend.mostServers() > 1);
        drivers.addAll(Collections.list(DriverManager.getDrivers()));
        for (Driver driver : drivers) {
            DriverManager.deregisterDriver(driver);
        }
        DriverManager.registerDriver(new Between());
        for (Driver driver : drivers) {
            DriverManager.registerDriver(driver);
        }
    }

    @AfterEach
    void takeAway() throws SQLException {
        connections.heal();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver instanceof Between) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    @Test
    void noCallFailsAndNothingIsDoneTwice(@TempDir Path directory) throws Exception {
        try (TestTenant tenant = new TestTenant(directory, backend.newPlace().settings())) {
            tenant.caller()
                    .post("/connections", "{'name': 'email', 'strategy': 'email'}")
                    .expect(201);
            String role = tenant.caller()
                    .post("/roles", "{'name': 'member'}")
                    .expect(200)
                    .text("/id");
            connections.fail(false, position -> random.nextInt(10) == 0 ? collision() : null);
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Callable<Boolean>> work = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    int writer = i;
                    work.add(() -> write(tenant, writer, role));
                }
                for (Future<Boolean> done : writers.invokeAll(work)) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                writers.shutdownNow();
            }
            int statements = connections.heal();
            assertThat(statements).as("statements and commits").isGreaterThan(WRITERS * ROUNDS * 20);
            requireAllOnce(tenant, role);
        }
    }

    private static SQLException collision() {
        return new SQLException("could not serialize access", SERIALIZATION_FAILURE);
    }

    private static boolean write(TestTenant tenant, int writer, String role) {
        for (int round = 0; round < ROUNDS; round++) {
            String name = writer + "-" + round;
            String user = tenant.caller()
                    .post("/users", "{'connection': 'email', 'email': 'u%s@example.com'}".formatted(name))
                    .expect(201)
                    .text("/user_id")
                    .replace("|", "%7C");
            tenant.caller().patch("/users/" + user, "{'name': 'Named'}").expect(200);
            tenant.caller()
                    .post("/users/" + user + "/roles", "{'roles': ['%s']}".formatted(role))
                    .expect(204);
            tenant.caller().get("/users/" + user).expect(200);
            String client = tenant.caller()
                    .post("/clients", "{'name': 'client %s'}".formatted(name))
                    .expect(201)
                    .text("/client_id");
            tenant.caller().delete("/clients/" + client).expect(204);
        }
        tenant.forgetTokens();
        return true;
    }

    private static void requireAllOnce(TestTenant tenant, String role) {
        int expected = WRITERS * ROUNDS;
        assertThat(total(tenant, "/users?include_totals=true&per_page=1")).isEqualTo(expected);
        assertThat(total(tenant, "/users?include_totals=true&per_page=1&search_engine=v3&q=name:Named"))
                .isEqualTo(expected);
        assertThat(total(tenant, "/roles/" + role + "/users?include_totals=true&per_page=1"))
                .isEqualTo(expected);
        long clients = total(tenant, "/clients?include_totals=true&per_page=1&is_global=false");
        assertThat(clients).as("the first one").isOne();
        // One event a write: five for each round, the connection's and the role's.
        assertThat(total(tenant, "/logs?include_totals=true&per_page=1&q=type:sapi"))
                .isEqualTo(5L * expected + 2);
    }

    private static long total(TestTenant tenant, String path) {
        ApiResponse response = tenant.caller().get(path).expect(200);
        return response.json().path("total").asLong();
    }

    /** PostgreSQL's driver, whose connections fail as the test says. */
    private final class Between implements Driver {
        private final Driver real = new org.postgresql.Driver();

        @Override
        public @Nullable Connection connect(String url, Properties properties) throws SQLException {
            Connection connection = real.connect(url, properties);
            return connection == null ? null : connections.connection(connection);
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return real.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
            return real.getPropertyInfo(url, properties);
        }

        @Override
        public int getMajorVersion() {
            return real.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return real.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return real.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
