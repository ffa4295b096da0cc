package dev.gatehouse.server.management.rulesconfigs;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;

/** The configuration of rules. */
public final class RulesConfigs implements Resource {
    private final Services services;

    public RulesConfigs(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, services.documents().of(RulesConfig.KIND, RulesConfig::new))
                .listAll("rulesConfigs.getAll")
                .put("rulesConfigs.set")
                .deleteIfPresent("rulesConfigs.delete");
    }
}
