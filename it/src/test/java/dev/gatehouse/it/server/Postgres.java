package dev.gatehouse.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A PostgreSQL server with an empty database. */
public final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    public Postgres() {
        try {
            postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options that have Gatehouse keep its state there, and stop at once. */
    public Map<String, String> options() {
        return Map.of(
                "database",
                "postgres://postgres:postgres@localhost:" + postgres.getPort() + "/postgres",
                "drain-time",
                "0");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
