package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.store.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@OnEveryDatabase
@Timeout(120)
class MigrationLockTest {
    private final ExecutorService nodes = Executors.newCachedThreadPool();
    private final Backend backend;

    MigrationLockTest(Backend backend) {
        this.backend = backend;
    }

    @AfterEach
    void stop() {
        nodes.shutdownNow();
    }

    private PGSimpleDataSource empty() {
        assumeTrue(backend.mostServers() > 1);
        PostgresUrl url = PostgresUrl.parse(backend.newPlace().arguments().get(1));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        return source;
    }

    private static void execute(PGSimpleDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static MigrationLock acquire(PGSimpleDataSource source) {
        return MigrationLock.acquire(source, Dialect.POSTGRESQL, InstantSource.system());
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() throws Exception {
        PGSimpleDataSource source = empty();
        List<Future<?>> starting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starting.add(nodes.submit(() -> Migrations.runShared(source, Dialect.POSTGRESQL, InstantSource.system())));
        }
        for (Future<?> node : starting) {
            node.get();
        }
        try (Connection connection = source.getConnection()) {
            assertThat(Migrations.version(connection)).isEqualTo(Migrations.NEWEST);
        }
    }

    @Test
    void oneWaitsForTheOther() throws Exception {
        PGSimpleDataSource source = empty();
        CompletableFuture<Void> second;
        try (MigrationLock first = acquire(source)) {
            second = CompletableFuture.runAsync(() -> acquire(source).close(), nodes);
            Thread.sleep(700);
            assertThat(second).isNotDone();
        }
        second.get(10, TimeUnit.SECONDS);
        acquire(source).close();
    }

    @Test
    void takesOverFromANodeThatDied() throws Exception {
        PGSimpleDataSource source = empty();
        acquire(source).close();
        execute(
                source,
                "INSERT INTO schema_lock (name, owner, expires_at) VALUES ('migration', 'dead', "
                        + (InstantSource.system().millis() + 1_500) + ")");
        long began = System.nanoTime();
        acquire(source).close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void leavesADatabaseOfOthersAlone() throws Exception {
        PGSimpleDataSource source = empty();
        execute(source, "CREATE TABLE theirs (id TEXT)");
        assertThatThrownBy(() -> Migrations.runShared(source, Dialect.POSTGRESQL, InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessage("it cannot be brought to schema " + Migrations.NEWEST);
    }
}
