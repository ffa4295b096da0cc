package dev.gatehouse.server.management.migrations;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.settings.MigrationFlags;

/** Which older behaviour the tenant keeps. */
public final class MigrationSwitches implements Resource {
    private final Services services;

    public MigrationSwitches(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, MigrationFlags.in(services.documents()))
                .get("migrations.getMigrations")
                .update("migrations.updateMigrations");
    }
}
