package dev.gatehouse.server.management.connectionprofiles;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.management.Templates;
import dev.gatehouse.server.store.document.Kind;

/** What self-service connections have in common. */
public final class ConnectionProfiles implements Resource {
    public static final Kind KIND = Kind.named("connection_profile")
            .identified("id", identifiers -> identifiers.longPrefixed("cop_"))
            .missing("Connection profile not found.")
            .build();

    private final Services services;

    public ConnectionProfiles(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, KIND)
                .list("connectionProfiles.getAll")
                .create("connectionProfiles.create")
                .get("connectionProfiles.get")
                .update("connectionProfiles.update")
                .deleteIfPresent("connectionProfiles.delete");
        Templates.of(ConnectionProfiles.class)
                .mount(operations, "connectionProfiles.getTemplates", "connectionProfiles.getTemplate");
    }
}
