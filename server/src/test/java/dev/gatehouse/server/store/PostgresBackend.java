package dev.gatehouse.server.store;

import dev.gatehouse.server.configuration.Setting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, started on a free port with the durability it has in production, which the library that starts it would
 * switch off. As root, whom PostgreSQL refuses, the library runs it in a user namespace (unshare -U).
 */
final class PostgresBackend extends Backend {
    private final EmbeddedPostgres server;
    private final AtomicInteger databases;

    PostgresBackend() {
        this(start(), new AtomicInteger());
    }

    private PostgresBackend(EmbeddedPostgres server, AtomicInteger databases) {
        super(new PostgresDatabase(newDatabase(server, databases), InstantSource.system()));
        this.server = server;
        this.databases = databases;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newDatabase(EmbeddedPostgres server, AtomicInteger databases) {
        String name = "stores_" + databases.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL made no database", e);
        }
        return "postgres://postgres:postgres@localhost:" + server.getPort() + "/" + name;
    }

    @Override
    public Place newPlace() {
        return new AtUrl(newDatabase(server, databases));
    }

    private record AtUrl(String url) implements Place {
        @Override
        public Database open(Duration timeout) {
            return new PostgresDatabase(url, timeout, InstantSource.system());
        }

        @Override
        public List<String> arguments() {
            return List.of("postgres", url);
        }

        @Override
        public Map<Setting, String> settings() {
            return Map.of(Setting.DATABASE, url);
        }
    }

    @Override
    public int mostServers() {
        return 4;
    }

    @Override
    public void close() {
        super.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
