package dev.gatehouse.it.adversary;

import dev.gatehouse.it.server.Postgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** What has to do with the database. */
class AdversaryOnPostgresIT extends AdversaryIT {
    private final Postgres postgres = new Postgres();

    @Override
    Map<String, String> options() {
        return postgres.options();
    }

    @Override
    List<Attack> attacks() {
        return List.of(
                new Traversal(),
                new HostileQueries(),
                new WildcardSearches(),
                new EqualHashKeys(),
                new PasswordCreates(),
                new GoneClients(),
                new Http2Resets());
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
