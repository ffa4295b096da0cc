package dev.gatehouse.server.management.verifiablecredentials;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.document.Kind;

/** Templates for verifying credentials. */
public final class VerifiableCredentialTemplates implements Resource {
    public static final Kind KIND = Kind.named("verifiable_credential_template")
            .identified("id", identifiers -> identifiers.prefixed("vct_"))
            .unique("name", "/name")
            .timestamps("created_at", "updated_at")
            .build();

    private final Services services;

    public VerifiableCredentialTemplates(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, KIND)
                .list("verifiableCredentials.getTemplates")
                .create("verifiableCredentials.createTemplate")
                .get("verifiableCredentials.getTemplate")
                .update("verifiableCredentials.updateTemplate")
                .deleteIfPresent("verifiableCredentials.deleteTemplate");
    }
}
