package dev.gatehouse.server.management.userattributeprofiles;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.management.Templates;
import dev.gatehouse.server.selfservice.UserAttributeProfile;

/** How identity providers name attributes. */
public final class UserAttributeProfiles implements Resource {
    private final Services services;

    public UserAttributeProfiles(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, UserAttributeProfile.KIND)
                .list("userAttributeProfiles.getAll")
                .create("userAttributeProfiles.create")
                .get("userAttributeProfiles.get")
                .update("userAttributeProfiles.update")
                .deleteIfPresent("userAttributeProfiles.delete");
        Templates.of(UserAttributeProfiles.class)
                .mount(operations, "userAttributeProfiles.getTemplates", "userAttributeProfiles.getTemplate");
    }
}
