package dev.gatehouse.it.auth0;

import dev.gatehouse.it.server.Postgres;
import java.io.IOException;
import java.util.Map;

class UsersThroughAuth0OnPostgresIT extends UsersThroughAuth0IT {
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
