package dev.gatehouse.it.crash;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.Postgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class KillOnPostgresIT extends KillIT {
    private final Postgres postgres = new Postgres();

    @Override
    Map<String, String> options() {
        return postgres.options();
    }

    /** The database was not killed. */
    @Override
    void checkIntegrity(Installation installation) {}

    @AfterEach
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
