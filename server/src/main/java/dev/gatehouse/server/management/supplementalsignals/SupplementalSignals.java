package dev.gatehouse.server.management.supplementalsignals;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.document.Kind;

/** Which signals of a proxy in front of the tenant are read. */
public final class SupplementalSignals implements Resource {
    public static final Kind KIND = Kind.named("supplemental_signals").build();

    private final Services services;

    public SupplementalSignals(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, KIND, "{\"akamai_enabled\": false}")
                .get("supplementalSignals.get")
                .update("supplementalSignals.update");
    }
}
