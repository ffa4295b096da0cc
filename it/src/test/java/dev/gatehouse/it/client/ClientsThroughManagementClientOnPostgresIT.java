package dev.gatehouse.it.client;

import dev.gatehouse.it.server.Postgres;
import java.io.IOException;
import java.util.Map;

class ClientsThroughManagementClientOnPostgresIT extends ClientsThroughManagementClientIT {
    private final Postgres postgres = new Postgres();

    @Override
    protected Map<String, String> options() {
        return postgres.options();
    }

    @Override
    protected void afterServer() throws IOException {
        postgres.close();
    }
}
